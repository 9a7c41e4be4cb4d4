/**
 * The vendors in the issue forms: the options of a field with the label "Vendor" (`options: [A, B]`) or "Vendors" (a list
 * of check boxes). Options that are not a vendor start with "Not".
 */
const DROPDOWN = /(\blabel: Vendor\n +options: \[)([^\]\n]*)(?=\])/;

const CHECKBOXES = /(\blabel: Vendors\n +options:\n)((?: +- label: .*\n)+)/;

/** An issue form that offers these vendors. */
function registerInForm(text, names) {
	return text
		.replace(DROPDOWN, (_match, start, options) => {
			const others = options.split(', ').filter((option) => option.startsWith('Not '));
			return `${start}${[...names, ...others].join(', ')}`;
		})
		.replace(CHECKBOXES, (_match, start, options) => {
			const indent = /^ */.exec(options)[0];
			return `${start}${names.map((name) => `${indent}- label: ${name}\n`).join('')}`;
		});
}

module.exports = { registerInForm };
