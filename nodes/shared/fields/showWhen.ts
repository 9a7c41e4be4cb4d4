import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

/** The field, shown only when other fields have these values. */
export function showWhen(
	show: NonNullable<IDisplayOptions['show']>,
	property: INodeProperties,
): INodeProperties {
	return {
		...property,
		displayOptions: { ...property.displayOptions, show: { ...property.displayOptions?.show, ...show } },
	};
}

/** The field, hidden when another field has one of these values. */
export function hideWhen(
	hide: NonNullable<IDisplayOptions['hide']>,
	property: INodeProperties,
): INodeProperties {
	return {
		...property,
		displayOptions: { ...property.displayOptions, hide: { ...property.displayOptions?.hide, ...hide } },
	};
}
