import type { Phrases } from './types';

export const indonesian: Phrases = {
	language: 'id',
	codes: ['id', 'ind', 'in'],
	turns: [
		{ speaker: 0, text: 'Selamat pagi, dengan {person_name:Ayu Lestari} dari {organization:Toko Samudra}.' },
		{ speaker: 1, text: 'Selamat pagi, Bu. Saya ingin menanyakan pesanan saya.' },
		{ speaker: 0, text: 'Baik, Pak. Boleh saya minta nomor pesanannya?' },
		{ speaker: 1, text: 'Nomornya {number_sequence:4 7 1 9}, saya pesan tanggal {date:3 Maret}.' },
		{ speaker: 0, text: 'Terima kasih. Mohon tunggu sebentar, saya periksa dulu.' },
		{ speaker: 1, text: 'Seharusnya barangnya sudah sampai hari {date:Jumat}.' },
		{ speaker: 0, text: 'Kami mohon maaf. Paketnya terlambat keluar dari gudang di {location:Surabaya}.' },
		{ speaker: 1, text: 'Kapan paketnya akan sampai di {location:Bandung}?' },
		{ speaker: 0, text: 'Besok siang, Pak. Ongkos kirim {money_amount:45 ribu rupiah} kami kembalikan.' },
		{ speaker: 1, text: 'Bagus sekali. Terima kasih banyak atas bantuannya.' },
		{ speaker: 0, text: 'Sama-sama. Ada lagi yang bisa saya bantu?' },
		{ speaker: 1, text: 'Tidak ada, Bu. Selamat siang.' },
	],
};
