/** One turn of a script: who speaks, after how long a pause, and what; `{kind:words}` marks runs of words. */
interface Turn {
	speaker: 'A' | 'B';
	text: string;
	/** Milliseconds of silence before the turn; negative lets two channels overlap. 500 by default. */
	pauseMs?: number;
}

export interface RecordingScript {
	name: string;
	/** ISO 639-1. */
	language: string;
	/** espeak-ng voice and pitch (0 to 99) of each speaker. */
	voices: { A: [voice: string, pitch: number]; B: [voice: string, pitch: number] };
	/** 2: each speaker on a separate channel. */
	channels: 1 | 2;
	/** Hz. */
	sampleRate: 8000 | 16000;
	formats: ReadonlyArray<'wav' | 'flac' | 'mp3' | 'ogg'>;
	turns: readonly Turn[];
	gist: string;
	headline: string;
	summary: string;
	/** Language code to one text for every sentence. */
	translations: Record<string, string[]>;
}

const english: RecordingScript['voices'] = { A: ['en-gb+f3', 60], B: ['en-us+m3', 35] };

/** The recordings that are included in the sandbox. */
export const RECORDINGS: readonly RecordingScript[] = [
	{
		name: 'dialogue-en',
		language: 'en',
		voices: english,
		channels: 1,
		sampleRate: 8000,
		formats: ['wav', 'flac', 'mp3', 'ogg'],
		turns: [
			{
				speaker: 'A',
				text: 'Good morning, {organization:Karoo Dental}, this is {person_name:Nadia} speaking.',
			},
			{
				speaker: 'B',
				text: 'Hello, my name is {person_name:Brian Adams}. I would like to move my appointment.',
			},
			{ speaker: 'A', text: 'Certainly. What is your date of birth, please?' },
			{ speaker: 'B', text: 'It is {date_of_birth:May 4, 1982}.' },
			{ speaker: 'A', text: 'Thank you. Would {date:Friday} at {time:3 PM} suit you?' },
			{
				speaker: 'B',
				text: '{filler:Um,} {date:Friday} is perfect. My number is {phone_number:555 0142}, in case anything changes.',
			},
			{ speaker: 'A', text: 'Wonderful, we will see you on {date:Friday}.' },
			{ speaker: 'B', text: 'Thank you very much!' },
		],
		gist: 'Moving a dental appointment',
		headline: 'Brian Adams moves his appointment at Karoo Dental to Friday at 3 PM.',
		summary:
			'Brian Adams calls Karoo Dental to move his appointment. Nadia confirms his date of birth and offers ' +
			'Friday at 3 PM, which he accepts.',
		translations: {
			es: [
				'Buenos días, Karoo Dental, le habla Nadia.',
				'Hola, me llamo Brian Adams.',
				'Quisiera cambiar mi cita.',
				'Por supuesto.',
				'¿Cuál es su fecha de nacimiento, por favor?',
				'Es el 4 de mayo de 1982.',
				'Gracias.',
				'¿Le viene bien el viernes a las 3 de la tarde?',
				'El viernes es perfecto.',
				'Mi número es 555 0142, por si algo cambia.',
				'Estupendo, nos vemos el viernes.',
				'¡Muchas gracias!',
			],
			de: [
				'Guten Morgen, Karoo Dental, Sie sprechen mit Nadia.',
				'Hallo, mein Name ist Brian Adams.',
				'Ich möchte meinen Termin verschieben.',
				'Natürlich.',
				'Wie ist Ihr Geburtsdatum, bitte?',
				'Es ist der 4. Mai 1982.',
				'Danke.',
				'Passt Ihnen Freitag um 15 Uhr?',
				'Freitag ist perfekt.',
				'Meine Nummer ist 555 0142, falls sich etwas ändert.',
				'Wunderbar, wir sehen uns am Freitag.',
				'Vielen Dank!',
			],
			id: [
				'Selamat pagi, Karoo Dental, dengan Nadia.',
				'Halo, nama saya Brian Adams.',
				'Saya ingin mengubah janji saya.',
				'Tentu saja.',
				'Tanggal berapa Anda lahir?',
				'4 Mei 1982.',
				'Terima kasih.',
				'Apakah hari Jumat pukul 3 sore cocok?',
				'Hari Jumat cocok sekali.',
				'Nomor saya 555 0142, kalau ada perubahan.',
				'Bagus, sampai jumpa hari Jumat.',
				'Terima kasih banyak!',
			],
		},
	},
	{
		name: 'order-id',
		language: 'id',
		voices: { A: ['id+f2', 60], B: ['id', 35] },
		channels: 1,
		sampleRate: 16000,
		formats: ['mp3'],
		turns: [
			{ speaker: 'A', text: 'Selamat pagi, dengan {person_name:Ayu} dari {organization:Toko Samudra}.' },
			{ speaker: 'B', text: 'Selamat pagi. Pesanan saya belum sampai.' },
			{ speaker: 'A', text: 'Mohon maaf, Pak. Nomor pesanannya berapa?' },
			{ speaker: 'B', text: 'Nomornya {number_sequence:4 7 1}.' },
			{ speaker: 'A', text: 'Paketnya sampai besok siang di {location:Bandung}.' },
			{ speaker: 'B', text: 'Terima kasih banyak.' },
		],
		gist: 'Pesanan yang terlambat',
		headline: 'Seorang pelanggan menanyakan pesanan yang belum sampai.',
		summary: 'Seorang pelanggan menanyakan pesanannya. Toko Samudra mengirimnya besok siang ke Bandung.',
		translations: {},
	},
	{
		name: 'order-af',
		language: 'af',
		voices: { A: ['af+f2', 60], B: ['af', 35] },
		channels: 1,
		sampleRate: 16000,
		formats: ['ogg'],
		turns: [
			{
				speaker: 'A',
				text: 'Goeiemôre, dit is {person_name:Annelie} van {organization:Tafelbaai Voorrade}.',
			},
			{ speaker: 'B', text: 'Goeiemôre. Waar is my bestelling?' },
			{ speaker: 'A', text: 'Dit het gister uit {location:Durban} vertrek.' },
			{ speaker: 'B', text: 'Baie dankie vir jou hulp.' },
		],
		gist: 'Navraag oor ’n bestelling',
		headline: '’n Kliënt vra waar sy bestelling is.',
		summary: '’n Kliënt vra waar sy bestelling is. Dit het gister uit Durban vertrek.',
		translations: {},
	},
	{
		name: 'silence-en',
		language: 'en',
		voices: english,
		channels: 1,
		sampleRate: 16000,
		formats: ['flac'],
		turns: [
			{ speaker: 'A', text: 'Please hold the line while I look for the file.' },
			{ speaker: 'A', text: 'Thank you for waiting. I have found it.', pauseMs: 9000 },
		],
		gist: 'On hold',
		headline: 'A caller is put on hold while a file is found.',
		summary: 'A caller waits while a file is looked for. It is found.',
		translations: {},
	},
	{
		name: 'stereo-en',
		language: 'en',
		voices: english,
		channels: 2,
		sampleRate: 8000,
		formats: ['wav'],
		turns: [
			{ speaker: 'A', text: 'Support, good afternoon. How can I help you?' },
			{ speaker: 'B', text: 'My invoice is wrong. It says {money_amount:90 dollars}.' },
			{ speaker: 'A', text: 'I see. That is twice the price.', pauseMs: -250 },
			{ speaker: 'B', text: 'Exactly.' },
		],
		gist: 'A wrong invoice',
		headline: 'A customer reports an invoice that is twice as high as it should be.',
		summary: 'A customer reports an invoice of 90 dollars. The agent agrees that it is twice the price.',
		translations: {},
	},
];
