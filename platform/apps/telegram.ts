import { z } from 'zod/v4';

import { APP_TOKEN, jsonOf, type App, type AppAnswer, type World } from './app';

/** A bot's token consists of its ID and a secret. */
const BOT_TOKEN = `110201543:${APP_TOKEN}`;

const RECORDING = 'dialogue-en.ogg';

/** Where Telegram keeps a voice note. */
const FILE_PATH = 'voice/file_0.oga';

/** Telegram repeats an update until the bot has taken it. */
const REPEAT_MS = 500;
const MAX_ATTEMPTS = 60;

/** The longest message, in characters. */
const MAX_MESSAGE = 4096;

const webhookSchema = z.object({ url: z.string(), secret_token: z.string().optional() });

const messageSchema = z.looseObject({
	chat_id: z.coerce.string(),
	text: z.string(),
	parse_mode: z.string().optional(),
	reply_to_message_id: z.coerce.number().optional(),
});

const chat = { id: 5_550_142, type: 'private', first_name: 'Nadia' };

/** The content of the credential of n8n's Telegram nodes. */
export const telegramCredential = { accessToken: BOT_TOKEN, baseUrl: 'https://api.telegram.org' };

/**
 * Telegram's Bot API (https://core.telegram.org/bots/api): somebody sends a voice note to the bot as soon as it has
 * a webhook.
 */
export function telegram(world: World): App {
	let webhook = '';
	let updates = 0;

	async function sendVoiceNote({ url, secret_token: secret }: z.infer<typeof webhookSchema>): Promise<void> {
		const { length } = await world.recording(RECORDING);
		updates += 1;
		const update = {
			update_id: 900_000 + updates,
			message: {
				message_id: updates,
				from: { ...chat, is_bot: false, language_code: 'en' },
				chat,
				date: Math.floor(Date.now() / 1000),
				voice: { ...fileIds, duration: 30, mime_type: 'audio/ogg', file_size: length },
			},
		};
		for (let attempt = 0; attempt < MAX_ATTEMPTS && webhook === url; attempt++) {
			await new Promise((resolve) => setTimeout(resolve, REPEAT_MS));
			const taken = await fetch(url, {
				method: 'POST',
				headers: {
					'content-type': 'application/json',
					...(secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': secret }),
				},
				body: JSON.stringify(update),
			}).then(
				({ ok }) => ok,
				() => false,
			);
			if (taken) return;
		}
	}

	const methods: Record<string, (parameters: unknown) => AppAnswer | Promise<AppAnswer>> = {
		getMe: () => result({ id: 110_201_543, is_bot: true, first_name: 'Scribe', username: 'scribe_bot' }),
		getWebhookInfo: () => result({ url: webhook, has_custom_certificate: false, pending_update_count: 0 }),
		setWebhook(parameters) {
			const wanted = webhookSchema.parse(parameters);
			webhook = wanted.url;
			void sendVoiceNote(wanted);
			return result(true);
		},
		deleteWebhook() {
			webhook = '';
			return result(true);
		},
		getFile: async () =>
			result({ ...fileIds, file_size: (await world.recording(RECORDING)).length, file_path: FILE_PATH }),
		sendMessage(parameters) {
			const message = messageSchema.parse(parameters);
			const complaint = complaintAbout(message);
			if (complaint !== undefined) return failure(400, `Bad Request: ${complaint}`);
			world.delivered.push({ app: 'telegram', kind: 'message', content: message });
			return result({ message_id: ++updates, chat, date: Math.floor(Date.now() / 1000), text: message.text });
		},
	};

	return {
		hosts: ['api.telegram.org'],
		async answer({ url, body }) {
			if (url.pathname === `/file/bot${BOT_TOKEN}/${FILE_PATH}`) {
				const headers = { 'content-type': 'application/octet-stream' };
				return { headers, body: await world.recording(RECORDING) };
			}
			const [, token, name = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(url.pathname) ?? [];
			if (token !== BOT_TOKEN) return failure(401, 'Unauthorized');
			const parameters = body.length > 0 ? jsonOf({ body }) : Object.fromEntries(url.searchParams);
			return await methods[name]?.(parameters);
		},
	};
}

const fileIds = { file_id: 'AwACAgIAAxkBAAIC', file_unique_id: 'AgADJhQAAp' };

/** Telegram refuses messages that are empty, too long, or do not fit their format. */
function complaintAbout({ text, parse_mode: format }: z.infer<typeof messageSchema>): string | undefined {
	const seen = format === 'HTML' ? text.replace(/<\/?(b|i|u|s|a|code|pre)( [^>]*)?>/g, '') : text;
	if (seen.trim() === '') return 'message text is empty';
	if (seen.length > MAX_MESSAGE) return 'message is too long';
	if (format === 'HTML' && /<|&(?!(amp|lt|gt|quot);)/.test(seen)) return "can't parse entities";
	if (format === 'Markdown' && (seen.match(/[_*`]/g) ?? []).length % 2 === 1) return "can't parse entities";
	return undefined;
}

const result = (value: unknown): AppAnswer => ({ body: { ok: true, result: value } });

const failure = (status: number, description: string): AppAnswer => ({
	status,
	body: { ok: false, error_code: status, description },
});
