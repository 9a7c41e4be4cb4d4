import { vendors } from '../../platform/vendors';
import { createEngine } from '../support/engine';

const NODE = 'Node';

it.each(vendors)(
	'an edited transcript is read by the operations of $displayName',
	async ({ node, looks }) => {
		const engine = await createEngine({});
		const edited = await engine.runNode(
			{
				name: NODE,
				type: 'n8n-nodes-transcription.transcript',
				parameters: {
					resource: 'transcript',
					operation: 'edit',
					source: 'text',
					text: '[00:00:00] A: Good morning.\n[00:01:00] B: Good morning to you.',
					edits: { speakerTable: { A: 'Ada', B: 'Bo' } },
				},
			},
			[{ json: {} }],
		);
		const [item] = edited.json(NODE);
		const captions = await engine.runNode(
			{
				name: NODE,
				type: `n8n-nodes-transcription.${node}`,
				parameters: {
					resource: 'transcript',
					operation: 'getCaptions',
					...(looks === undefined ? {} : { transcriptSource: 'item' }),
					transcript: '={{ $json }}',
					format: 'vtt',
					captionRules: { speakerLabels: 'prefix' },
				},
			},
			[{ json: { ...item } }],
		);
		expect(captions.json(NODE)[0]?.captions).toContain('Ada: ');
	},
);
