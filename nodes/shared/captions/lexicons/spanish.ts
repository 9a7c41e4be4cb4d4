import type { Lexicon } from './lexicon';

export const spanish: Lexicon = {
	conjunctions:
		'y e o u pero mas sino aunque porque pues que si cuando mientras donde como cual cuales cuál quien quienes quién cuyo cuya ni entonces qué cómo dónde cuándo',
	prepositions:
		'a ante bajo con contra de desde durante en entre excepto hacia hasta mediante para por según sin sobre tras al del salvo',
	determiners:
		'el la los las un una unos unas lo este esta estos estas ese esa esos esas aquel aquella mi mis tu tus su sus nuestro nuestra nuestros nuestras cada otro otra otros otras algún alguna algunos algunas ningún ninguna todo toda todos todas ambos ambas varios varias cualquier dos tres cuatro cinco seis siete ocho nueve diez doce veinte',
	linked: 'ya muy más menos tan bastante casi también sólo solo',
	subjects: 'yo tú él ella nosotros ellos ellas usted ustedes me te se nos os le les lo',
	auxiliaries:
		'he has ha hemos han había habían hay es son era eran fue fueron ser sido está están estaba estaban estar puede pueden podía pudieron podrían podría poder debe deben va van voy vamos iba tiene tengo haber siendo',
	negations: 'no nunca jamás tampoco',
	adjectives:
		'gran grandes buen buena buenos mal mala nuevo nueva nuevos nuevas viejo vieja primer primera primeros primeras primero segundo segunda tercer tercera último última últimos últimas único única únicos únicas mayor mayores menor menores mejor mejores peor propio propia propios propias mismo misma mismos mismas siguiente siguientes próximo próxima numerosos numerosas diversos diversas diferentes distintos distintas posteriores anterior anteriores principal principales antiguo antigua actual pequeño pequeña largo larga hermoso hermosa bella bello cierto cierta pocos pocas muchos muchas mucho mucha tanto tanta importante importantes verdadero verdadera',
	followers:
		'grande pequeño pequeña rojo roja rojos rojas azul azules blanco blanca blancos blancas negro negra negros negras verde verdes amarillo amarilla nuevo nueva nuevos nuevas viejo vieja frío fría caliente libre libres joven jóvenes alto alta altos altas bajo largo larga corto corta lleno llena vacío vacía mío mía tuyo tuya suyo suya nuestro nuestra siguiente siguientes mayor mayores menor menores propio actual anterior mejor fresco fresca antiguo antigua alguno alguna sur norte este oeste español española españoles francés francesa inglés inglesa alemán alemana',
	followerEndings:
		/[a-záéíóúñ]{2}(?:[aiu]l(?:es)?|ic[oa]s?|iv[oa]s?|os[oa]s?|ari[oa]s?|ori[oa]s?|bles?|antes?|entes?|ien(?:tes?)|an[oa]s?|eñ[oa]s?|ens(?:e|es)|ístic[oa]s?|ales?|ares?|[aiu]d[oa]s?|ist[a]s?|ífer[oa]s?)$/,
	otherEndings:
		/(?:mente|hermanos?|hermanas?|manos?|semanas?|mañanas?|veranos?|ventanas?|campanas?|montañas?|lados?|estados?|mercados?|soldados?|partidos?|sentidos?|sonidos?|vidas?|comidas?|salidas?|entradas?|miradas?|llegadas?|ayudas?|dudas?|todos?|todas?|nadas?|cadas?|cosas?|casos?|pasos?|pesos?|esposas?|esposos?|horarios?|diarios?|barrios?|escenarios?|salarios?|aniversarios?|comentarios?|historias?|memorias?|victorias?|gentes?|clientes?|puentes?|fuentes?|presidentes?|accidentes?|dientes?|antes|durante|restaurantes?|estudiantes?|instantes?|cantantes?|ambiente|hospital|animal|animales|hospitales|señal|señales|final|música|médicos?|público|república|política|químicas?|lugares?|mares|bares|hogares?|noble|árbol|abril|mil|miles|motivos?|archivos?|artistas?|periodistas?|listas?|vistas?|revistas?|pista|personas?|canadas?)$/,
	pairs:
		'antes de, después de, antes que, después que, de que, dentro de, fuera de, además de, además del, dentro del, antes del, después del, cerca de, cerca del, lejos de, a pesar, pesar de, gracias a, gracias al, debido a, debido al, frente a, frente al, pese a, pese al, acerca de, luego que, puesto que, ya que, así que, para que, sin embargo, alrededor de, delante de, detrás de, encima de, debajo de, en vez, vez de, a través, través de, más de, menos de, más que, rumbo a, junto a, junto con, respecto a, tener que, tiene que, tengo que, hay que, uno de, una de, parte de, mientras que, sino que, vuelve a, va a, van a, voy a, vamos a, al menos, por lo, lo que, la que, el que, los que, las que',
	abbreviations: 'sr sra srta dr dra d dña prof ud uds núm',
	units:
		'euros dólares pesos grados metros kilómetros segundos minutos horas días semanas meses años millones mil ciento',
};
