import { buildCues } from '../../../nodes/shared/captions';
import { conversation } from '../../support/captionData';

describe('a day of speech', () => {
	it('lets the event loop go while it is worked on', async () => {
		let turned = 0;
		let working = true;
		const turn = () => {
			turned += 1;
			if (working) setImmediate(turn);
		};
		setImmediate(turn);
		const speech = conversation({ words: 220_000 });
		const cues = await buildCues(speech);
		working = false;
		expect(cues.flatMap((cue) => cue.words)).toHaveLength(speech.words.length);
		expect(turned).toBeGreaterThan(1);
	});
});
