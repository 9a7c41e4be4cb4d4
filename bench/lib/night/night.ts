import type { ClusterStage } from '../../../platform/cluster/stage';
import type { Progress } from '../../../platform/progress';
import type { Publishing } from '../../../test/queue/support/workflows';
import type { SandboxControl } from '../../../test/support/sandbox';
import type { TestedVendor } from '../../../test/support/vendors';

/** What all phases of a night work with. */
export interface Night {
	stage: ClusterStage;
	publishing: Publishing;
	sandbox: SandboxControl;
	vendor: TestedVendor;
	/** Number of recordings of each phase. */
	recordings: number;
	progress: Progress;
	/** Notes an event for the picture. */
	mark: (text: string) => void;
}
