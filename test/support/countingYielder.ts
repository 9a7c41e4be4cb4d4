import { EventLoopYielder } from '../../nodes/shared/core/eventLoop';

/** Says each time that others are due, and counts how often they were let run. */
export class CountingYielder extends EventLoopYielder {
	yields = 0;

	override get due(): boolean {
		return true;
	}

	override async yield(): Promise<void> {
		this.yields += 1;
	}
}
