import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

/** A field shown only while others have these values. */
export function showWhen(
	show: NonNullable<IDisplayOptions['show']>,
	property: INodeProperties,
): INodeProperties {
	return {
		...property,
		displayOptions: { ...property.displayOptions, show: { ...property.displayOptions?.show, ...show } },
	};
}
