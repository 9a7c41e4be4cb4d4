import { renderHtml } from '../../../nodes/shared/transcript/render/html';
import { aTranscript, aWord } from '../../support/transcripts';

describe('a page of many words', () => {
	it('keeps the timeline small however often the speaker changes', async () => {
		const words = Array.from({ length: 20_000 }, (_, index) =>
			aWord('x', index, { speaker: `S${index % 2}` }),
		);
		const page = await renderHtml(aTranscript(words));
		expect(page.match(/class="span"/g)?.length).toBeLessThan(1100);
	});
});
