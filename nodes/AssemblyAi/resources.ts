import type { Resource } from '../shared/execution/operation';
import { fileResource } from './actions/file/File.resource';
import { jobResource } from './actions/job/Job.resource';
import { transcriptResource } from './actions/transcript/Transcript.resource';

export const resources: readonly Resource[] = [transcriptResource, jobResource, fileResource];
