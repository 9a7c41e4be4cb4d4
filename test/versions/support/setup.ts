import { raiseStage } from '../../e2e/support/stage';
import { testedVersion } from './version';

export default async function setup(): Promise<void> {
	await raiseStage(testedVersion());
}
