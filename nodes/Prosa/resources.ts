import type { Resource } from '../shared/execution/operation';
import { jobResource } from './actions/job/Job.resource';
import { modelResource } from './actions/model/Model.resource';
import { transcriptResource } from './actions/transcript/Transcript.resource';

export const resources: readonly Resource[] = [transcriptResource, jobResource, modelResource];
