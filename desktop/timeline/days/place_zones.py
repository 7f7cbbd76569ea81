"""Place zones: by the clock of which zone do people speak of times in a place?

Knows countries that have one zone or one that nearly all live in, cities of each, states of large countries, and the
cities by which the zones themselves are named. Never names a place that lies in several zones, nor one whose name
stands for several places in different zones.

Source: the time zone database of IANA (public domain) for the zones of countries; the gazetteer for their cities.
"""

from functools import cache
from typing import Final

from desktop.timeline.days.zones import Zone, named_zone

_PLACES: Final = """
Africa/Abidjan: Ivory Coast, Abidjan, Abobo, Bouaké, Korhogo
Africa/Accra: Ghana, Kumasi, Accra, Tamale, Takoradi
Africa/Addis_Ababa: Ethiopia, Addis Ababa, Jijiga, Gonder, Mek'ele
Africa/Algiers: Algeria, Algiers, Constantine, Annaba, Blida
Africa/Asmara: Eritrea, Asmara
Africa/Bamako: Mali, Bamako, Sikasso, Koutiala, Ségou
Africa/Bangui: Central African Republic, Bangui, Bimbo, Bégoua
Africa/Banjul: Gambia, Serekunda, Banjul
Africa/Bissau: Guinea-Bissau, Bissau
Africa/Blantyre: Malawi, Lilongwe, Blantyre, Mzuzu
Africa/Brazzaville: Republic of the Congo, Brazzaville, Pointe-Noire
Africa/Bujumbura: Burundi, Bujumbura, Gitega
Africa/Cairo: Egypt, Cairo, Alexandria, Giza, Shubrā al Khaymah
Africa/Casablanca: Morocco, Marrakesh, Casablanca, Rabat, Fes
Africa/Conakry: Guinea, Conakry, Camayenne, Nzérékoré, Kankan
Africa/Dakar: Senegal, Dakar, Pikine, Touba, Guédiawaye
Africa/Dar_es_Salaam: Tanzania, Dar es Salaam, Mwanza, Dodoma, Zanzibar
Africa/Djibouti: Djibouti, Balbala
Africa/Douala: Cameroon, Douala, Yaoundé, Bamenda, Bafoussam
Africa/El_Aaiun: Western Sahara, Laayoune, El Aaiun
Africa/Freetown: Sierra Leone, Freetown, Kenema
Africa/Gaborone: Botswana, Gaborone
Africa/Harare: Zimbabwe, Harare, Bulawayo, Chitungwiza, Mutare
Africa/Johannesburg: South Africa, Johannesburg, Cape Town, Durban, Pretoria
Africa/Juba: South Sudan, Juba, Winejok, Malakal
Africa/Kampala: Uganda, Kampala, Nansana, Bunamwaya, Kyengera
Africa/Khartoum: Sudan, Khartoum, Omdurman, Khartoum North, Nyala
Africa/Kigali: Rwanda, Kigali, Gisenyi, Musanze
Africa/Kinshasa: Kinshasa
Africa/Lagos: Nigeria, Lagos, Kano, Ibadan, Abuja
Africa/Libreville: Gabon, Libreville, Port-Gentil
Africa/Lome: Togo, Lomé, Lome
Africa/Luanda: Angola, Luanda, Mulenvos, Viana, Kikolo
Africa/Lubumbashi: Lubumbashi
Africa/Lusaka: Zambia, Lusaka, Kitwe, Ndola, Chipata
Africa/Malabo: Equatorial Guinea, Malabo, Ciudad de la Paz
Africa/Maputo: Mozambique, Maputo, Matola, Nampula, Beira
Africa/Maseru: Lesotho, Maseru
Africa/Mbabane: Eswatini, Mbabane
Africa/Mogadishu: Somalia, Mogadishu, Borama, Hargeysa, Berbera
Africa/Monrovia: Liberia, Monrovia
Africa/Nairobi: Kenya, Nairobi, Kakamega, Mombasa, Nakuru
Africa/Ndjamena: Chad, N'Djamena, Moundou, Ndjamena
Africa/Niamey: Niger, Niamey, Maradi, Zinder, Tahoua
Africa/Nouakchott: Mauritania, Nouakchott
Africa/Ouagadougou: Burkina Faso, Ouagadougou, Bobo-Dioulasso, Koudougou
Africa/Porto-Novo: Benin, Cotonou, Abomey-Calavi, Porto-Novo, Parakou
Africa/Sao_Tome: São Tomé and Príncipe, São Tomé, Sao Tome
Africa/Tripoli: Libya, Tripoli, Benghazi, Misratah, Zliten
Africa/Tunis: Tunisia, Tunis, Sousse, Sukrah
Africa/Windhoek: Namibia, Windhoek
America/Adak: Adak
America/Anchorage: Alaska, Anchorage
America/Anguilla: Anguilla, The Valley
America/Antigua: Antigua and Barbuda, Antigua
America/Araguaina: Araguaina
America/Argentina/Buenos_Aires: Argentina, Buenos Aires, Córdoba, Mar del Plata, San Miguel de Tucumán
America/Aruba: Aruba, Oranjestad
America/Asuncion: Paraguay, Ciudad del Este, San Lorenzo, Capiatá, Asuncion
America/Atikokan: Atikokan
America/Bahia: Bahia
America/Bahia_Banderas: Bahia Banderas
America/Barbados: Barbados, Bridgetown
America/Belem: Belem
America/Belize: Belize, Belmopan
America/Blanc-Sablon: Blanc-Sablon
America/Boa_Vista: Boa Vista
America/Bogota: Colombia, Bogotá, Cali, Medellín, Barranquilla, Bogota
America/Boise: Boise
America/Cambridge_Bay: Cambridge Bay
America/Campo_Grande: Campo Grande
America/Cancun: Cancun
America/Caracas: Venezuela, Caracas, Maracaibo, Valencia, Barquisimeto
America/Cayenne: French Guiana, Cayenne
America/Cayman: Cayman Islands, Cayman
America/Chicago: Chicago, Houston, Dallas, Texas, New Orleans, Minneapolis, Illinois, Wisconsin, Minnesota, Iowa,
  Missouri, Louisiana, Alabama, Oklahoma, Arkansas, Mississippi
America/Chihuahua: Chihuahua
America/Ciudad_Juarez: Ciudad Juarez
America/Costa_Rica: Costa Rica
America/Cuiaba: Cuiaba
America/Curacao: Curaçao, Willemstad, Curacao
America/Danmarkshavn: Danmarkshavn
America/Dawson: Dawson
America/Dawson_Creek: Dawson Creek
America/Denver: Denver, Colorado, Utah, New Mexico, Wyoming, Montana
America/Dominica: Dominica, Roseau
America/Edmonton: Edmonton, Calgary, Alberta
America/Eirunepe: Eirunepe
America/El_Salvador: El Salvador, San Salvador, Soyapango, San Miguel, Mejicanos
America/Fort_Nelson: Fort Nelson
America/Fortaleza: Fortaleza
America/Glace_Bay: Glace Bay
America/Goose_Bay: Goose Bay
America/Grand_Turk: Turks and Caicos Islands, Cockburn Town, Grand Turk
America/Grenada: Grenada
America/Guadeloupe: Guadeloupe, Basse-Terre
America/Guatemala: Guatemala, Guatemala City, Villa Nueva, Mixco, Cobán
America/Guayaquil: Ecuador, Quito, Guayaquil, Cuenca, Santo Domingo de los Colorados
America/Guyana: Guyana, Georgetown
America/Halifax: Halifax, Nova Scotia
America/Havana: Cuba, Havana, Santiago de Cuba, Camagüey, Holguín
America/Hermosillo: Hermosillo
America/Indiana/Indianapolis: Indianapolis
America/Indiana/Marengo: Marengo
America/Indiana/Petersburg: Petersburg
America/Indiana/Tell_City: Tell City
America/Indiana/Vevay: Vevay
America/Indiana/Vincennes: Vincennes
America/Indiana/Winamac: Winamac
America/Inuvik: Inuvik
America/Iqaluit: Iqaluit
America/Jamaica: Jamaica, New Kingston
America/Juneau: Juneau
America/Kentucky/Louisville: Louisville
America/Kentucky/Monticello: Monticello
America/Kralendijk: Kralendijk
America/La_Paz: Bolivia, La Paz, Santa Cruz de la Sierra, Cochabamba, Sucre
America/Lima: Peru, Lima, Callao, Arequipa, Trujillo
America/Los_Angeles: Los Angeles, San Francisco, Seattle, Las Vegas, San Diego, California, Nevada, Washington state
America/Lower_Princes: Lower Princes
America/Maceio: Maceio
America/Managua: Nicaragua, Managua
America/Manaus: Manaus
America/Marigot: Marigot
America/Martinique: Martinique, Fort-de-France
America/Matamoros: Matamoros
America/Mazatlan: Mazatlan
America/Menominee: Menominee
America/Merida: Merida
America/Metlakatla: Metlakatla
America/Mexico_City: Mexico City
America/Miquelon: Saint Pierre and Miquelon, Miquelon
America/Moncton: Moncton
America/Monterrey: Monterrey
America/Montevideo: Uruguay, Montevideo
America/Montserrat: Montserrat
America/Nassau: Bahamas, Nassau
America/New_York: New York, Washington, Boston, Miami, Atlanta, Philadelphia, Detroit, Florida, Virginia, Ohio,
  Pennsylvania, Massachusetts, North Carolina, South Carolina, New Jersey, Connecticut, Maine, Maryland, Vermont
America/Noronha: Noronha
America/Nuuk: Nuuk
America/Ojinaga: Ojinaga
America/Panama: Panama, Panama City, San Miguelito
America/Paramaribo: Suriname, Paramaribo
America/Phoenix: Phoenix, Arizona
America/Port-au-Prince: Haiti, Port-au-Prince, Carrefour, Delmas, Pétionville
America/Port_of_Spain: Trinidad and Tobago, Port of Spain
America/Porto_Velho: Porto Velho
America/Puerto_Rico: Puerto Rico, San Juan, Bayamón
America/Rankin_Inlet: Rankin Inlet
America/Recife: Recife
America/Regina: Regina
America/Resolute: Resolute
America/Rio_Branco: Rio Branco
America/Santarem: Santarem
America/Santiago: Chile, Santiago, Puente Alto, Maipú, Antofagasta
America/Santo_Domingo: Dominican Republic, Santo Domingo, Santiago de los Caballeros, Santo Domingo Oeste, Santo
  Domingo Este
America/Sao_Paulo: Sao Paulo, São Paulo, Rio de Janeiro, Brasilia, Brasília
America/Scoresbysund: Scoresbysund
America/Sitka: Sitka
America/St_Barthelemy: Saint Barthélemy, Gustavia, St Barthelemy
America/St_Johns: St Johns
America/St_Kitts: Saint Kitts and Nevis, Basseterre, St Kitts
America/St_Lucia: Saint Lucia, Castries, St Lucia
America/St_Thomas: St Thomas
America/St_Vincent: Saint Vincent and the Grenadines, Kingstown, St Vincent
America/Swift_Current: Swift Current
America/Tegucigalpa: Honduras, Tegucigalpa, San Pedro Sula, Danlí, La Ceiba
America/Thule: Thule
America/Tijuana: Tijuana
America/Toronto: Toronto, Ottawa, Montreal, Ontario, Quebec
America/Tortola: Tortola
America/Vancouver: Vancouver, British Columbia
America/Whitehorse: Whitehorse
America/Winnipeg: Winnipeg, Manitoba
America/Yakutat: Yakutat
Antarctica/Macquarie: Macquarie
Arctic/Longyearbyen: Svalbard and Jan Mayen, Longyearbyen
Asia/Aden: Yemen, Sanaa, Aden, Taiz, Ibb
Asia/Almaty: Kazakhstan, Almaty, Shymkent, Aktobe, Karagandy
Asia/Amman: Jordan, Amman, Zarqa, Irbid, Russeifa
Asia/Anadyr: Anadyr
Asia/Ashgabat: Turkmenistan, Ashgabat, Türkmenabat, Daşoguz
Asia/Baghdad: Iraq, Baghdad, Al Mawşil al Jadīdah, Al Başrah al Qadīmah, Mosul
Asia/Bahrain: Bahrain, Al Muharraq, Manama
Asia/Baku: Azerbaijan, Baku, Sumgayit, Ganja, Khirdalan
Asia/Bangkok: Thailand, Bangkok, Samut Prakan, Mueang Nonthaburi, Chon Buri
Asia/Barnaul: Barnaul
Asia/Beirut: Lebanon, Beirut, Ra’s Bayrūt, Sidon
Asia/Bishkek: Kyrgyzstan, Bishkek
Asia/Brunei: Brunei, Bandar Seri Begawan
Asia/Chita: Chita
Asia/Colombo: Sri Lanka, Colombo, Dehiwala-Mount Lavinia, Maharagama, Jaffna
Asia/Damascus: Syria, Aleppo, Damascus, Homs, Latakia
Asia/Dhaka: Bangladesh, Dhaka, Chattogram, Gazipur, Khulna
Asia/Dili: East Timor, Dili
Asia/Dubai: United Arab Emirates, Dubai, Abu Dhabi, Sharjah, Al Ain City
Asia/Dushanbe: Tajikistan, Dushanbe, Isfara, Istaravshan, Kŭlob
Asia/Gaza: Palestine, Khān Yūnis, Jabālyā, Hebron, Gaza
Asia/Ho_Chi_Minh: Vietnam, Ho Chi Minh City, Hanoi, Haiphong, Cần Thơ, Ho Chi Minh
Asia/Hong_Kong: Hong Kong, New Territories, Kowloon, Hong Kong Island
Asia/Hovd: Hovd
Asia/Irkutsk: Irkutsk
Asia/Jakarta: Jakarta, Java
Asia/Jayapura: Jayapura
Asia/Jerusalem: Israel, Tel Aviv, Jerusalem, West Jerusalem, Haifa, Gaza City
Asia/Kabul: Afghanistan, Kabul, Kandahar, Herāt, Mazār-e Sharīf
Asia/Kamchatka: Kamchatka
Asia/Karachi: Islamabad, Pakistan, Lahore, Karachi, Peshawar, Faisalabad
Asia/Kathmandu: Nepal, Kathmandu, Pokhara, Bharatpur, Pātan
Asia/Khandyga: Khandyga
Asia/Kolkata: Delhi, New Delhi, India, Mumbai, Kolkata, Chennai, Bengaluru
Asia/Krasnoyarsk: Krasnoyarsk
Asia/Kuala_Lumpur: Malaysia, Kuala Lumpur, Johor Bahru, Kampung Baru Subang, Petaling Jaya
Asia/Kuwait: Kuwait, Al Aḩmadī, Ḩawallī, Kuwait City
Asia/Macau: Macau
Asia/Magadan: Magadan
Asia/Makassar: Bali, Makassar
Asia/Manila: Philippines, Quezon City, Davao, Caloocan, Manila
Asia/Muscat: Oman, Muscat, Bawshar, Şalālah
Asia/Nicosia: Cyprus, Nicosia, Limassol
Asia/Novokuznetsk: Novokuznetsk
Asia/Novosibirsk: Novosibirsk
Asia/Omsk: Omsk
Asia/Phnom_Penh: Cambodia, Phnom Penh, Takeo
Asia/Pontianak: Pontianak
Asia/Pyongyang: North Korea, Pyongyang, Hamhŭng, Namp’o, Sunch’ŏn
Asia/Qatar: Qatar, Doha, Ar Rayyān, Lusail
Asia/Riyadh: Saudi Arabia, Jeddah, Riyadh, Makkah, Madinah
Asia/Sakhalin: Sakhalin
Asia/Seoul: South Korea, Seoul, Busan, Incheon, Daegu
Asia/Shanghai: China, Beijing, Guangzhou, Shanghai, Shenzhen
Asia/Singapore: Singapore, Ulu Bedok, Bedok New Town, Sengkang New Town
Asia/Srednekolymsk: Srednekolymsk
Asia/Taipei: Taiwan, Taipei, New Taipei City, Taichung, Kaohsiung
Asia/Tashkent: Uzbekistan, Tashkent, Andijon, Namangan, Samarkand
Asia/Tbilisi: Tbilisi, Batumi
Asia/Tehran: Iran, Tehran, Mashhad, Isfahan, Karaj
Asia/Thimphu: Bhutan, Thimphu
Asia/Tokyo: Japan, Tokyo, Yokohama, Osaka, Nagoya, Hiroshima, Nagasaki
Asia/Tomsk: Tomsk
Asia/Ulaanbaatar: Mongolia, Ulaanbaatar
Asia/Ust-Nera: Ust-Nera
Asia/Vientiane: Laos, Vientiane
Asia/Vladivostok: Vladivostok
Asia/Yakutsk: Yakutsk
Asia/Yangon: Myanmar, Yangon, Mandalay, Nay Pyi Taw, Hlaingthaya
Asia/Yekaterinburg: Yekaterinburg
Asia/Yerevan: Armenia, Yerevan, Malatia-Sebastia
Atlantic/Bermuda: Bermuda
Atlantic/Cape_Verde: Cape Verde, Praia
Atlantic/Faroe: Faroe Islands, Tórshavn, Faroe
Atlantic/Reykjavik: Iceland, Reykjavík, Reykjavik
Atlantic/South_Georgia: South Georgia and the South Sandwich Islands, Grytviken, South Georgia
Atlantic/St_Helena: St Helena
Atlantic/Stanley: Stanley
Australia/Adelaide: Adelaide, South Australia
Australia/Brisbane: Brisbane, Queensland
Australia/Broken_Hill: Broken Hill
Australia/Darwin: Darwin
Australia/Hobart: Hobart, Tasmania
Australia/Lindeman: Lindeman
Australia/Melbourne: Melbourne
Australia/Perth: Perth, Western Australia
Australia/Sydney: Sydney, Canberra, New South Wales
Europe/Amsterdam: Netherlands, The Hague, Rotterdam, Amsterdam, Utrecht
Europe/Andorra: Andorra, Andorra la Vella
Europe/Astrakhan: Astrakhan
Europe/Athens: Greece, Athens, Thessaloníki, Pátra, Piraeus
Europe/Belgrade: Serbia, Belgrade, Novi Sad, Zemun
Europe/Berlin: Germany, Munich, Nuremberg, Dusseldorf, Berlin
Europe/Bratislava: Slovakia, Bratislava, Košice
Europe/Brussels: Belgium, Brussels, Antwerp, Charleroi, Liège
Europe/Bucharest: Romania, Bucharest, Sector 3, Sector 6, Constanţa
Europe/Budapest: Hungary, Budapest, Pest, Buda, Debrecen
Europe/Chisinau: Moldova, Chisinau, Tiraspol
Europe/Copenhagen: Denmark, Copenhagen, Århus, Odense
Europe/Dublin: Ireland, Dublin, South Dublin
Europe/Gibraltar: Gibraltar
Europe/Guernsey: Guernsey
Europe/Helsinki: Finland, Helsinki, Espoo, Tampere, Vantaa
Europe/Isle_of_Man: Isle of Man
Europe/Istanbul: Turkey, Istanbul, Izmir, Ankara, Bursa
Europe/Jersey: Saint Helier
Europe/Kaliningrad: Kaliningrad
Europe/Kirov: Kirov
Europe/Kyiv: Ukraine, Kyiv, Kharkiv, Lviv, Odesa, Kiev
Europe/Lisbon: Portugal, Lisbon, Porto, Braga, Amadora
Europe/Ljubljana: Slovenia, Ljubljana
Europe/London: United Kingdom, London, Birmingham, Glasgow, Manchester, Britain, England, Scotland, Wales, Northern
  Ireland, Belfast, Edinburgh, Cardiff
Europe/Luxembourg: Luxembourg
Europe/Madrid: Spain, Madrid, Barcelona, Zaragoza, Sevilla
Europe/Malta: Malta, Valletta
Europe/Mariehamn: Åland Islands, Mariehamn
Europe/Minsk: Belarus, Minsk, Homyel', Hrodna, Vitebsk
Europe/Monaco: Monaco
Europe/Moscow: Moscow, Saint Petersburg, St. Petersburg, Rostov-on-Don, Belgorod, Kursk
Europe/Oslo: Norway, Oslo, Bergen, Trondheim, Stavanger
Europe/Paris: France, Marseille, Lyon, Paris, Toulouse
Europe/Podgorica: Montenegro, Podgorica
Europe/Prague: Czech Republic, Prague, Ostrava, Pilsen
Europe/Riga: Latvia, Riga
Europe/Rome: Italy, Rome, Milan, Turin, Naples
Europe/Samara: Samara
Europe/San_Marino: San Marino
Europe/Sarajevo: Bosnia and Herzegovina, Sarajevo, Banja Luka, Zenica
Europe/Saratov: Saratov
Europe/Skopje: North Macedonia, Skopje
Europe/Sofia: Bulgaria, Sofia, Plovdiv, Varna, Burgas
Europe/Stockholm: Sweden, Gothenburg, Stockholm, Malmö, Uppsala
Europe/Tallinn: Estonia, Tallinn
Europe/Tirane: Albania, Tirana, Durrës, Tirane
Europe/Ulyanovsk: Ulyanovsk
Europe/Vaduz: Liechtenstein, Vaduz
Europe/Vatican: Vatican City, Vatican
Europe/Vienna: Austria, Vienna, Favoriten, Donaustadt, Floridsdorf
Europe/Vilnius: Lithuania, Vilnius, Kaunas, Klaipėda
Europe/Volgograd: Volgograd
Europe/Warsaw: Poland, Warsaw, Krakow, Gdansk, Łódź
Europe/Zagreb: Croatia, Zagreb
Europe/Zurich: Switzerland, Zurich, Geneva, Bern, Basel
Indian/Antananarivo: Madagascar, Antananarivo, Toamasina, Antsirabe, Mahajanga
Indian/Chagos: British Indian Ocean Territory, Chagos
Indian/Christmas: Flying Fish Cove
Indian/Cocos: Cocos
Indian/Comoro: Comoros, Moroni, Comoro
Indian/Kerguelen: French Southern Territories, Port-aux-Français, Kerguelen
Indian/Mahe: Seychelles, Mahe
Indian/Maldives: Maldives
Indian/Mauritius: Mauritius, Port Louis
Indian/Mayotte: Mayotte, Mamoudzou
Indian/Reunion: Réunion, Saint-Denis, Saint-Pierre
Pacific/Apia: Samoa, Apia
Pacific/Auckland: New Zealand, Auckland, Christchurch, Wellington, Manukau City
Pacific/Bougainville: Bougainville
Pacific/Chuuk: Chuuk
Pacific/Efate: Vanuatu, Efate
Pacific/Fakaofo: Tokelau, Fakaofo
Pacific/Fiji: Fiji, Suva
Pacific/Funafuti: Tuvalu, Funafuti
Pacific/Gambier: Gambier
Pacific/Guadalcanal: Solomon Islands, Honiara, Guadalcanal
Pacific/Guam: Guam, Hagåtña
Pacific/Honolulu: Hawaii, Honolulu
Pacific/Kanton: Kanton
Pacific/Kiritimati: Kiritimati
Pacific/Kosrae: Kosrae
Pacific/Kwajalein: Kwajalein
Pacific/Majuro: Majuro
Pacific/Nauru: Nauru, Yaren
Pacific/Niue: Niue, Alofi
Pacific/Norfolk: Norfolk Island, Norfolk
Pacific/Noumea: New Caledonia, Nouméa, Noumea
Pacific/Pago_Pago: American Samoa, Pago Pago
Pacific/Palau: Palau
Pacific/Pitcairn: Pitcairn, Adamstown
Pacific/Pohnpei: Pohnpei
Pacific/Port_Moresby: Port Moresby
Pacific/Rarotonga: Cook Islands, Avarua, Rarotonga
Pacific/Saipan: Northern Mariana Islands, Saipan
Pacific/Tahiti: Tahiti
Pacific/Tarawa: Tarawa
Pacific/Tongatapu: Tonga, Tongatapu
Pacific/Wallis: Wallis and Futuna, Wallis
"""


def place_zone(place: str) -> Zone | None:
    """Return the zone of a country, state or city by its English name, or None if it is not known."""
    name = _zones_by_place().get(place)
    return named_zone(name, f"the clock of {place}") if name else None


def is_place(name: str) -> bool:
    """Whether the zone of a place is known."""
    return name in _zones_by_place()


@cache
def _zones_by_place() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in _PLACES.replace("\n  ", " ").strip().splitlines():
        zone, _, places = row.partition(": ")
        found |= dict.fromkeys(places.split(", "), zone)
    return found
