"""Names of countries and well-known towns and regions, so that like is asked beside like."""

from quizgame.bank.draft.lexicon import PLACE_WORDS


def _names(names: str) -> frozenset[str]:
    return frozenset(name.strip() for name in names.split(","))


COUNTRIES = _names(
    "Afghanistan, Albania, Algeria, Andorra, Angola, Argentina, Armenia, Australia, Austria,"
    " Azerbaijan, Bahrain, Bangladesh, Barbados, Belarus, Belgium, Belize, Benin, Bhutan,"
    " Bolivia, Bosnia, Botswana, Brazil, Britain, Great Britain, Bulgaria, Burkina Faso,"
    " Burundi, Cambodia, Cameroon, Canada, Chad, Chile, China, Colombia, Congo, Costa Rica,"
    " Croatia, Cuba, Cyprus, Czechia, Denmark, Djibouti, Ecuador, Egypt, El Salvador, England,"
    " Eritrea, Estonia, Eswatini, Ethiopia, Fiji, Finland, France, Gabon, Gambia, Georgia,"
    " Germany, Ghana, Greece, Greenland, Grenada, Guatemala, Guinea, Guyana, Haiti, Honduras,"
    " Hungary, Iceland, India, Indonesia, Iran, Iraq, Ireland, Israel, Italy, Ivory Coast,"
    " Jamaica, Japan, Jordan, Kazakhstan, Kenya, Kosovo, Kuwait, Kyrgyzstan, Laos, Latvia,"
    " Lebanon, Lesotho, Liberia, Libya, Liechtenstein, Lithuania, Luxembourg, Madagascar,"
    " Malawi, Malaysia, Maldives, Mali, Malta, Mauritania, Mauritius, Mexico, Moldova, Monaco,"
    " Mongolia, Montenegro, Morocco, Mozambique, Myanmar, Namibia, Nepal, Netherlands, New"
    " Zealand, Nicaragua, Niger, Nigeria, North Korea, North Macedonia, Northern Ireland,"
    " Norway, Oman, Pakistan, Palestine, Panama, Papua New Guinea, Paraguay, Peru,"
    " Philippines, Poland, Portugal, Qatar, Romania, Russia, Rwanda, Samoa, Saudi Arabia,"
    " Scotland, Senegal, Serbia, Sierra Leone, Singapore, Slovakia, Slovenia, Somalia, South"
    " Africa, South Korea, South Sudan, Soviet Union, Spain, Sri Lanka, Sudan, Suriname,"
    " Sweden, Switzerland, Syria, Taiwan, Tajikistan, Tanzania, Thailand, Togo, Tonga,"
    " Trinidad, Tunisia, Turkey, Turkmenistan, Uganda, UK, U.K, Ukraine, United Arab Emirates,"
    " United Kingdom, United States, Uruguay, US, USA, U.S, Uzbekistan, Vanuatu, Vatican,"
    " Venezuela, Vietnam, Wales, Yemen, Zambia, Zimbabwe, Czech Republic"
)
CITIES = _names(
    "Aberdeen, Abu Dhabi, Accra, Addis Ababa, Adelaide, Aleppo, Alexandria, Algiers,"
    " Amsterdam, Ankara, Antwerp, Athens, Atlanta, Auckland, Baghdad, Baku, Bamako, Bangkok,"
    " Barcelona, Basel, Bath, Beijing, Beirut, Belfast, Belgrade, Bergen, Berlin, Bern,"
    " Birmingham, Bogota, Bologna, Bonn, Boston, Bradford, Brasilia, Bratislava, Bremen,"
    " Brighton, Brisbane, Bristol, Brussels, Bucharest, Budapest, Buenos Aires, Cairo,"
    " Calcutta, Cambridge, Canberra, Cape Town, Caracas, Cardiff, Casablanca, Chennai,"
    " Chicago, Cologne, Copenhagen, Cork, Coventry, Dakar, Dallas, Damascus, Delhi, Denver,"
    " Derby, Detroit, Dhaka, Doha, Dover, Dresden, Dubai, Dublin, Dundee, Durham, Edinburgh,"
    " Exeter, Florence, Frankfurt, Gdansk, Geneva, Genoa, Glasgow, Gothenburg, Hague, Hamburg,"
    " Hanoi, Harare, Havana, Helsinki, Hiroshima, Hong Kong, Honolulu, Houston, Hull,"
    " Istanbul, Jakarta, Jerusalem, Johannesburg, Kabul, Kampala, Karachi, Kathmandu, Kaunas,"
    " Kharkiv, Khartoum, Kigali, Kinshasa, Krakow, Kuala Lumpur, Kyiv, Kyoto, Lagos, Lahore,"
    " Leeds, Leicester, Leipzig, Lima, Lisbon, Liverpool, London, Los Angeles, Luanda, Lusaka,"
    " Lyon, Madrid, Malmo, Manchester, Manila, Marrakesh, Marseille, Mecca, Melbourne, Miami,"
    " Milan, Minsk, Mogadishu, Montevideo, Montreal, Moscow, Mumbai, Munich, Nagasaki,"
    " Nairobi, Naples, New Delhi, New Orleans, New York, Newcastle, Nice, Norwich, Nottingham,"
    " Odesa, Odessa, Osaka, Oslo, Ottawa, Oxford, Palermo, Paris, Perth, Philadelphia,"
    " Phoenix, Pisa, Plymouth, Porto, Portsmouth, Prague, Pretoria, Quebec, Quito, Reading,"
    " Reykjavik, Riga, Rio de Janeiro, Riyadh, Rome, Rotterdam, Salzburg, San Diego, San"
    " Francisco, Santiago, Sao Paulo, Sarajevo, Seattle, Seoul, Seville, Shanghai, Sheffield,"
    " Sofia, Southampton, St Petersburg, Stockholm, Strasbourg, Stuttgart, Sydney, Taipei,"
    " Tallinn, Tehran, Tokyo, Toronto, Trieste, Tripoli, Tunis, Turin, Valencia, Vancouver,"
    " Venice, Vienna, Vilnius, Warsaw, Washington, Washington DC, Wellington, York, Zagreb,"
    " Zurich"
)
REGIONS = _names(
    "Africa, Alaska, Alps, Amazon, America, Andes, Antarctica, Arctic, Asia, Atlantic,"
    " Balkans, Baltic, Bavaria, Brittany, California, Caribbean, Catalonia, Cornwall, Crimea,"
    " Danube, Donbas, Essex, Europe, Florida, Gaza, Hawaii, Himalayas, Kent, Latin America,"
    " Mediterranean, Middle East, Nile, Normandy, North America, Pacific, Patagonia, Pyrenees,"
    " Rhine, Sahara, Scandinavia, Siberia, Sicily, South America, Sussex, Texas, Thames,"
    " Tuscany, Virginia, Yorkshire, Crete, Sardinia, Corsica, Provence, Andalusia, Lancashire,"
    " Norfolk, Suffolk, Devon, Dorset, Somerset, Wessex, Mercia, Northumbria, Mesopotamia,"
    " Anatolia, Bohemia, Prussia, Saxony, Flanders, Lapland"
)

_SAME = (
    ("UK", "U.K", "United Kingdom", "Britain", "Great Britain"),
    ("US", "USA", "U.S", "United States", "America"),
    ("Czechia", "Czech Republic"),
    ("Odesa", "Odessa"),
    ("Delhi", "New Delhi"),
    ("Washington", "Washington DC"),
    ("Russia", "Soviet Union"),
)
ALIASES = {name: names for names in _SAME for name in names}
"""Names that are taken for the same place: none of them is a wrong answer beside another."""


def like_of(name: str) -> str:
    """Return what a place is like: a country, a town, a landscape or building, or just a name."""
    if name in COUNTRIES:
        return "country"
    if name in CITIES:
        return "town"
    words = name.split()
    landscape = words[-1] in PLACE_WORDS or words[0] in PLACE_WORDS or name in REGIONS
    return "other" if landscape else "named"
