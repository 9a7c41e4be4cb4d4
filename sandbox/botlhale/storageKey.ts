import { vendorTime } from './dates';
import type { SlotRequest } from './model';
import { randomName } from './names';
import type { Settings } from './settings';

/**
 * The name of the upload. Form A: `<org>/asr_<12>_<language>_<rate>_<org>_<voice>_<diarization>_<notify
 * URL>_<12><DDMMYYYY>_<HHMMSS>.wav`. Empty parts stay empty; in the URL, `/` becomes `***` and `.` becomes `**`.
 */
export function storageKey(request: SlotRequest, at: number, form: Settings['uploadForm']): string {
	const language = request.language ?? '';
	if (form === 'B') return `asr_uploads/audio_${randomName(12)}.wav`;
	if (form === 'C')
		return `asr_${randomName(12)}_${language}_${request.sampleRate ?? '16000'}_${randomName(12)}.wav`;
	const folded = (request.notifyUrl ?? '').replaceAll('.', '**').replaceAll('/', '***');
	const parts = [
		'asr',
		randomName(12),
		language,
		request.sampleRate ?? '16000',
		request.org,
		request.voiceId ?? '',
		request.diarization ? 'True' : 'False',
		folded,
		`${randomName(12)}${vendorTime(at).stamp}`,
	];
	return `${request.org}/${parts.join('_')}.wav`;
}
