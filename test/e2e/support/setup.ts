import { raiseStage } from './stage';

export default async function setup(): Promise<void> {
	await raiseStage();
}
