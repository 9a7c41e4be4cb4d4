import { parseLongJson } from '../../../nodes/shared/core/longJson';

it('parseLongJson yields to the event loop', async () => {
	const text = JSON.stringify(Array.from({ length: 300_000 }, (_, index) => ({ index, text: 'word' })));
	let turns = 0;
	const ticker = setInterval(() => (turns += 1), 0);
	await parseLongJson(text);
	clearInterval(ticker);
	expect(turns).toBeGreaterThan(1);
});
