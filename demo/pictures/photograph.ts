import type { Page } from 'playwright-core';

import type { Workflow } from '../../platform/rest';

import { waitFor } from '../../platform/wait';

/** Space around the nodes, in pixels. */
const MARGIN = 16;

/** Space below the nodes, where their names are, in pixels. */
const NAMES = 56;

/** JPEG's own measure: the text of the nodes stays sharp. */
const QUALITY = 60;

const TIMEOUT_MS = 60_000;

/** The part of the window beside the canvas, in pixels. */
const SIDE = 352;

/** The size of the canvas that shows nearly all workflows at their full size, in pixels. */
const CANVAS = { width: 1050, height: 700 };

/** How small a long workflow may be shown: its names can be read. */
const MIN_SCALE = 0.6;

/** What lies over the canvas. */
const OVERLAYS = '[data-test-id="canvas-controls"], [class*="executionDetails"] { visibility: hidden }';

/** Stores a picture of an execution at this address of the editor: its notes and nodes with their results. */
export async function photograph(
	page: Page,
	url: string,
	{ nodes: all }: Workflow,
	path: string,
): Promise<void> {
	const lefts = all.map(({ position }) => position[0]);
	const extent = Math.max(...lefts) - Math.min(...lefts) + CANVAS.height / 2;
	const width = Math.round(Math.max(CANVAS.width, extent * MIN_SCALE));
	await page.setViewportSize({ width: SIDE + width, height: CANVAS.height });
	await page.goto(url);
	await page.addStyleTag({ content: OVERLAYS });
	const nodes = page.locator('.vue-flow__node');
	await page.locator('[data-test-id=canvas-node-status-success]').first().waitFor();
	let last = '';
	const box = await waitFor(
		async () => {
			const boxes = (
				await Promise.all((await nodes.all()).map(async (node) => await node.boundingBox()))
			).flatMap((each) => each ?? []);
			const left = Math.min(...boxes.map(({ x }) => x)) - MARGIN;
			const top = Math.min(...boxes.map(({ y }) => y)) - MARGIN;
			const right = Math.max(...boxes.map(({ x, width }) => x + width)) + MARGIN;
			const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + NAMES;
			const union = { x: left, y: top, width: right - left, height: bottom - top };
			// The canvas moves until all nodes are in view.
			const isStill = JSON.stringify(union) === last;
			last = JSON.stringify(union);
			return isStill ? union : undefined;
		},
		{ what: 'the canvas to stand still', timeoutMs: TIMEOUT_MS, intervalMs: 500 },
	);
	await page.screenshot({ path, type: 'jpeg', quality: QUALITY, clip: box });
}
