import type { Lexicon } from './lexicon';

export const indonesian: Lexicon = {
	conjunctions:
		'dan atau tetapi tapi namun karena sebab jika kalau bila apabila ketika saat sambil sedangkan meskipun walaupun agar supaya sehingga maka yang bahwa lalu kemudian sebelum sesudah setelah serta melainkan yaitu yakni terutama baik maupun apakah bagaimana mengapa kenapa seolah dimana kecuali seandainya diantaranya',
	prepositions:
		'di ke dari pada kepada daripada untuk dengan tanpa oleh tentang terhadap antara dalam bagi sejak sampai hingga menurut seperti sebagai mengenai melalui guna selama sekitar demi akan asal menuju per secara lewat melawan berdasarkan bersama sebelah atas menjadi adalah ialah',
	determiners:
		'sebuah seorang seekor suatu para setiap tiap semua beberapa sang si berbagai sebagian seluruh keseluruhan ratusan ribuan banyak kedua ketiga satu dua tiga empat lima enam tujuh delapan sembilan sepuluh salah',
	linked:
		'tidak bukan belum jangan sudah telah sedang masih bisa dapat harus sangat lebih paling juga hanya cukup agak terlalu selalu sering mungkin begitu',
	subjects: 'saya aku kamu anda dia ia kami kita mereka beliau engkau apa siapa',
	auxiliaries:
		'sudah telah akan sedang masih bisa dapat harus boleh mau ingin perlu pernah mungkin mampu bakal sempat',
	negations: 'tidak bukan belum jangan tak tidaklah',
	adjectives: '',
	followers:
		'ini itu tersebut saya aku kamu anda dia kami kita mereka beliau sendiri lain lainnya besar kecil baru lama tua muda baik buruk tinggi rendah panjang pendek bagus indah cantik utama umum khusus pertama kedua ketiga terakhir terbesar terbanyak tertinggi terbaik digital komersial profesional nasional internasional lokal modern penting sama berbeda putih hitam merah biru hijau kuning panas dingin kaya miskin mudah sulit benar salah bersih segar kuat lemah cepat lambat luas sempit dalam jauh dekat kosong penuh sehat sakit tepat resmi pribadi politik sosial',
	followerEndings: /(?:[a-z]{3}(?:al|ik|if|is)|[a-z]{3}nya)$/,
	otherEndings:
		/^(?:me[a-z]+|ber[a-z]+|di[a-z]{4,}|modal|kapal|awal|asal|hal|akal|pasal|jadwal|balik|adik|baik|pemilik|publik|titik|musik|politik|teknik|klinik|praktik|polis|majelis|menulis|gadis|jenis|garis|garasi|habis|tulis|nafis|aktif|biasanya|akhirnya|sebenarnya|sebelumnya|misalnya|hanya|punya|tanya|bertanya|rupanya|tentunya|selanjutnya)$/,
	pairs:
		'salah satu, oleh karena, karena itu, sementara itu, selain itu, setelah itu, terima kasih, orang tua, rumah sakit, sebelum itu, tidak hanya, bukan hanya, tidak ada, lebih dari, kurang dari, seperti itu, seperti ini, sebagian besar, dan lain, sama sekali, berapa lama, pertama kali, sampai di, sampai ke, begitu juga, kurang lebih, antara lain, air tawar',
	abbreviations: 'bpk tn ny dr prof no',
	units:
		'rupiah persen derajat meter kilometer detik menit jam hari minggu bulan tahun juta miliar triliun ribu ratus',
};
