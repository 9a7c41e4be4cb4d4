import { looksPublic, networkOf } from '../../../nodes/shared/core/network';

it.each([
	'https://n8n.example.com/webhook/a',
	'http://n8n.example.com:8080',
	'https://8.8.8.8/',
	'https://172.15.0.1/',
	'https://172.32.0.1/',
	'https://100.63.0.1/',
	'https://[2606:4700::1111]/',
	'https://localhost.example.com/',
	'https://10.example.com/',
])('%s can be reached from the Internet', (url) => {
	expect(looksPublic(url)).toBe(true);
});

it.each([
	'http://localhost:5678/',
	'http://localhost.:5678/',
	'http://LOCALHOST/',
	'http://n8n.localhost/',
	'http://n8n:5678/',
	'http://n8n./',
	'http://127.0.0.1/',
	'http://127.1/',
	'http://2130706433/',
	'http://0x7f.0.0.1/',
	'http://0.0.0.0:5678/',
	'http://10.1.2.3/',
	'http://172.16.0.1/',
	'http://172.31.255.255/',
	'http://192.168.0.1/',
	'http://169.254.1.1/',
	'http://100.64.0.1/',
	'http://100.127.255.255/',
	'http://[::1]:5678/',
	'http://[::]/',
	'http://[::ffff:127.0.0.1]/',
	'http://[fe80::1]/',
	'http://[fd12:3456::1]/',
	'http://[fc00::1]/',
	'http://[fec0::1]/',
	'http://[::127.0.0.1]/',
	'http://[64:ff9b::7f00:1]/',
	'http://224.0.0.1/',
	'http://255.255.255.255/',
	'http://198.18.0.1/',
	'http://192.0.0.1/',
	'http://168.63.129.16/machine',
	'http://[2002:7f00:1::]/',
	'http://[2001:0:7f00:1::]/',
	'https://kubernetes.default.svc/api',
	'https://vault.corp/',
	'https://vault.private/',
	'https://vault.service.consul/',
	'https://n8n.local/',
	'https://n8n.local./',
	'https://n8n.internal/',
	'https://n8n.lan/',
	'https://n8n.home.arpa/',
	'https://n8n.test/',
	'not an address',
	'',
])('%s cannot', (url) => {
	expect(looksPublic(url)).toBe(false);
});

it.each([
	['https://stt.example.com', 'internet'],
	['http://localhost:5678', 'thisMachine'],
	['http://app.localhost', 'thisMachine'],
	['http://127.1', 'thisMachine'],
	['http://0', 'thisMachine'],
	['http://[::ffff:10.0.0.1]', 'thisMachine'],
	['http://169.254.169.254/latest/meta-data', 'linkLocal'],
	['http://[fe80::1]', 'linkLocal'],
	['http://10.0.0.1', 'private'],
	['http://n8n', 'private'],
	['http://metadata.google.internal', 'private'],
	['', 'private'],
])('%s leads to: %s', (url, network) => {
	expect(networkOf(url)).toBe(network);
});
