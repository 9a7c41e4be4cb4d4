/**
 * The real n8n engine for tests (`engine/engine.ts`); whatever a test file leaves open is closed with it.
 *
 * @example
 * const engine = await createEngine({ credentials: { assemblyAiTranscriptionApi: { apiKey: 'key' } } });
 * const run = await engine.runNode({ name: 'STT', type: 'n8n-nodes-transcription.assemblyAi', parameters }, items);
 * expect(run.json('STT')).toEqual([expected]);
 */
import { closeEngines } from './engine/engine';

export * from './engine/engine';

afterAll(closeEngines);
