import type { Resource } from '../shared/execution/operation';
import { jobResource } from './actions/job/Job.resource';
import { transcriptResource } from './actions/transcript/Transcript.resource';
import { usageResource } from './actions/usage/Usage.resource';

export const resources: readonly Resource[] = [transcriptResource, jobResource, usageResource];
