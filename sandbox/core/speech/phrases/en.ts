import type { Phrases } from './types';

export const english: Phrases = {
	language: 'en',
	codes: ['en', 'eng', 'global'],
	turns: [
		{
			speaker: 0,
			text: 'Good morning, this is {person_name:Thandi Mokoena} from {organization:Table Bay Supplies}.',
		},
		{ speaker: 1, text: 'Good morning. I am calling about an order that has not arrived.' },
		{ speaker: 0, text: 'I am sorry to hear that. Could you give me the order number, please?' },
		{ speaker: 1, text: 'Yes, it is {number_sequence:4 7 1 9}. I placed it on {date:March 3}.' },
		{ speaker: 0, text: 'Thank you. {filler:Um,} let me look that up for you.' },
		{ speaker: 1, text: 'It should have been here on {date:Friday}, and my customers are waiting.' },
		{
			speaker: 0,
			text: 'I can see it now. The parcel left our warehouse in {location:Durban} two days late.',
		},
		{ speaker: 1, text: 'That is annoying. Nobody told me about the delay.' },
		{
			speaker: 0,
			text: 'You are right, and we should have called. Would you like a refund for the shipping?',
		},
		{ speaker: 1, text: 'That would be great. How much is it?' },
		{
			speaker: 0,
			text: 'It comes to {money_amount:45 dollars}. You will have it within {duration:three days}.',
		},
		{ speaker: 1, text: 'Perfect. And when will the parcel be here?' },
		{
			speaker: 0,
			text: 'Tomorrow before noon. I will send the tracking link to {email_address:pieter@example.org}.',
		},
		{ speaker: 1, text: 'Good, then I can plan the afternoon. Is there anything I have to sign?' },
		{
			speaker: 0,
			text: 'No, the driver only takes a photo. Is the address on {location:Long Street} still correct?',
		},
		{ speaker: 1, text: 'Yes, it is. {filler:Uh,} but please use the side entrance.' },
		{ speaker: 0, text: 'I have added a note. May I also ask how happy you are with the new catalogue?' },
		{ speaker: 1, text: 'It is excellent. The photographs are clear and the prices are easy to find.' },
		{ speaker: 0, text: 'I am glad you like it. We worked on it for {duration:six months}.' },
		{ speaker: 1, text: 'It shows. Although the index at the back is {profanity:damn} hard to read.' },
		{ speaker: 0, text: 'I will pass that on to {person_name:Ayu} in the design team.' },
		{ speaker: 1, text: 'Thanks. One more question: do you deliver on public holidays?' },
		{ speaker: 0, text: 'Not on holidays, but we do on Saturdays, at no extra cost.' },
		{ speaker: 1, text: 'Wonderful. Then put the next delivery down for Saturday, at {time:9 AM}.' },
		{ speaker: 0, text: 'Done. You can reach me at {phone_number:555 0100} if anything changes.' },
		{ speaker: 1, text: 'Very kind. Thank you for your help, and have a nice day.' },
	],
};
