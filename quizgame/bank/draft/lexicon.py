"""Words of English that tell what stands in a text: titles, roles, verbs of saying, units, places.

Lists can not be complete. What they lack is left out of a draft, not guessed.
"""


def word_set(words: str) -> frozenset[str]:
    """Return the words of a text, parted by spaces."""
    return frozenset(words.split())


MONTHS = word_set(
    "January February March April May June July August September October November December"
)
WEEKDAYS = word_set("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")

MALE_TITLES = word_set("Mr Sir Lord King Prince Father Brother Baron Count Earl Duke")
FEMALE_TITLES = word_set(
    "Ms Mrs Miss Lady Dame Queen Princess Sister Mother Baroness Countess Duchess"
)
COURTESY = MALE_TITLES | FEMALE_TITLES | word_set("Mx Dr Rev Reverend Hon Saint")
"""Titles that say nothing of what somebody does; they are no part of a name."""

NOBLE = word_set(
    "King Queen Prince Princess Count Countess Duke Duchess Earl Baron Baroness Lord Lady"
)
OFFICES = word_set(
    "President Minister Chancellor Secretary Senator Sen Governor Gov Mayor Professor Prof"
    " Captain Capt Colonel Col General Gen Major Lieutenant Lt Sergeant Sgt Admiral Commander"
    " Inspector Superintendent Constable Detective Officer Judge Justice Chief Director"
    " Chairman Chairwoman Councillor Cllr Congressman Congresswoman Representative Rep"
    " Ambassador Bishop Archbishop Cardinal Pope Rabbi Imam Emperor Empress Premier Speaker"
    " Coach Chef Private Corporal Commissioner Treasurer Headteacher Principal Dean Leader"
    " Prosecutor Sheriff Nurse Doctor"
)

ROLES = word_set(
    "president minister chancellor secretary senator governor mayor professor captain colonel"
    " general major lieutenant sergeant admiral commander inspector superintendent constable"
    " detective officer judge justice chief director chairman chairwoman chair chairperson"
    " councillor congressman congresswoman representative ambassador bishop archbishop"
    " cardinal pope rabbi imam emperor empress premier speaker coach chef commissioner"
    " treasurer headteacher head principal dean leader prosecutor sheriff nurse doctor king"
    " queen prince princess duke duchess engineer architect author writer poet novelist"
    " journalist reporter editor scientist physicist chemist biologist geologist historian"
    " archaeologist botanist zoologist ecologist astronomer mathematician economist researcher"
    " scholar lecturer teacher student pupil farmer fisherman fisherwoman fisher sailor pilot"
    " driver baker butcher carpenter builder mason smith artist painter sculptor musician"
    " composer singer actor actress dancer filmmaker photographer player footballer cyclist"
    " athlete swimmer runner manager executive entrepreneur founder co-founder owner boss"
    " banker lawyer barrister solicitor campaigner activist politician diplomat spokesman"
    " spokeswoman spokesperson analyst adviser advisor expert consultant curator librarian"
    " conservator keeper guide warden ranger gardener surveyor surgeon physician psychologist"
    " therapist midwife vet veterinarian priest vicar monk nun missionary explorer inventor"
    " designer programmer developer technician mechanic electrician plumber shopkeeper"
    " merchant trader worker volunteer organiser organizer coordinator member resident"
    " neighbour neighbor villager local witness survivor victim suspect soldier officer"
    " firefighter paramedic policeman policewoman mp mep ceo heir widow widower wife husband"
    " mother father sister brother son daughter uncle aunt cousin grandmother grandfather"
    " grandson granddaughter friend colleague partner rival successor predecessor deputy"
    " assistant apprentice supervisor foreman official candidate nominee critic columnist"
    " broadcaster presenter host commentator blogger publisher printer collector beekeeper"
    " lockkeeper ferryman miller weaver potter tailor watchmaker clockmaker"
)
KIN = word_set(
    "wife husband mother father sister brother son daughter uncle aunt cousin grandmother"
    " grandfather grandson granddaughter widow widower friend colleague neighbour neighbor"
)
_ROLE_SUFFIXES = ("ist", "ian", "man", "woman", "grapher", "keeper", "maker", "monger")
_NO_ROLES = word_set(
    "human german roman christian italian ottoman list mist twist exist resist assist insist enlist"
)
_NO_AGENTS = word_set(
    "river tower water winter summer former other another under over after never ever later"
    " corner border number order letter chapter quarter power flower paper matter harbour"
    " harbor floor door manor terror mirror motor error sector tractor factor latter either"
    " neither whether together further rather sister-in-law upper lower inner outer bitter"
    " butter better weather leather feather shower dinner supper paper silver timber lumber"
    " chamber cellar tiller helicopter computer theater meter liter fiber tender fender"
    " thunder wonder murder answer minor interior exterior corridor labor favor flavor humor"
    " horror honor color vapor anchor"
)
_SHORTEST_AGENT = 5


def is_role(word: str) -> bool:
    """Return whether a word in small letters names what somebody is."""
    if word in ROLES:
        return True
    return len(word) > _SHORTEST_AGENT and word.endswith(_ROLE_SUFFIXES) and word not in _NO_ROLES


def is_agent(word: str) -> bool:
    """Return whether a word beside a name may say what its bearer does: "tuner", "diver"."""
    if is_role(word):
        return True
    return len(word) >= _SHORTEST_AGENT and word.endswith(("er", "or")) and word not in _NO_AGENTS


GROUPS = word_set(
    "residents officials scientists researchers police campaigners activists critics experts"
    " ministers lawyers doctors teachers students parents farmers villagers locals organisers"
    " organizers supporters opponents protesters engineers historians archaeologists workers"
    " neighbours neighbors analysts economists officers councillors witnesses prosecutors"
    " authorities leaders members unions"
)
BODIES = word_set(
    "council government company firm charity committee commission ministry department agency"
    " office club union university school college museum court parliament senate board trust"
    " society association institute foundation bank hospital party group team police army navy"
    " authority organisation organization service newspaper paper report statement studio"
    " developer operator league federation church"
)
"""What speaks without being a person, where it has no name."""

BODY_WORDS = word_set(
    "Council Government Company Firm Charity Committee Commission Ministry Department Agency"
    " Office Club Union University School College Court Parliament Senate Board Trust Society"
    " Association Institute Foundation Bank Party Group Police Army Navy Authority"
    " Organisation Organization Service Times Post Guardian Herald Gazette Observer Ltd Inc"
    " PLC Corporation Corp Limited Convention Treaty Act Agreement Alliance League Federation"
    " Church Congress Nato NATO EU UN Press News Partners Holdings Industries Systems Network"
    " Centre Center Laboratory Academy Assembly Cabinet Treasury Conservatives Labour"
    " Democrats Republicans Prize Award Cup War Nations Orchestra Ensemble Quartet Choir Band"
    " Festival"
)
"""The last, or any, word of the name of something that is neither a person nor a place."""

PLACE_WORDS = word_set(
    "Street House Castle Bridge River Lake Mount Mountain Mountains Island Islands Isle"
    " Valley Bay Park Hall Palace Cathedral Abbey Museum Airport Station Harbour Harbor Sea"
    " Ocean Forest Wood Woods Hill Hills Desert County Province City Town Village Road Lane"
    " Avenue Square Quay Wharf Dock Docks Port Tower Gardens Garden Beach Coast Peninsula Cape"
    " Point Falls Canal Gulf Strait Fjord Glacier Plain Plateau Reef Stadium Arena Theatre"
    " Theater Library Hospital Market Prison Lighthouse Observatory Mill Farm Gate Green"
    " Common Heath Moor Marsh Loch Glen Creek Springs Heights District Territory Region"
    " Republic Kingdom Pass Cave Caves Dam Works Yard Basin Estuary Delta Archipelago"
    " Coastline Monastery Chapel Temple Mosque Fort Barracks"
)

SURNAME_WORDS = word_set(
    "Marsh Hill Hills Wood Woods Lane Green Park Hall Moor Mill Glen Heath Forest Lake Street"
    " House Bay Cave Temple Chapel Church Bank Banks Bridge Castle Common Gate Field Garden"
    " Group Post March Port Farm Town Road Dean Church Point Cape"
)
"""Words that end names of places and bodies, and are surnames behind a given name."""

FIRST_NAMES_M = word_set(
    "Aaron Abdul Abraham Adam Adrian Ahmed Alan Albert Alex Alexander Alfred Ali Alistair"
    " Allan Amir Anders Andre Andrew Andy Angus Anthony Antonio Archie Arthur Axel Barack"
    " Barry Ben Benjamin Bernard Bill Bjorn Bob Boris Brian Bruce Bruno Carl Carlos Charles"
    " Charlie Chris Christian Christopher Colin Connor Craig Daniel Dave David Dennis Derek"
    " Diego Dmitri Dmitry Dominic Donald Douglas Duncan Edgar Edmund Eduardo Edward Edwin"
    " Elias Emil Emmanuel Enrique Eric Erik Ernest Ethan Eugene Evan Felix Ferdinand Fernando"
    " Finn Francis Francisco Frank Franz Fred Frederick Friedrich Gareth Gary Gavin Geoffrey"
    " George Gerald Gerard Giovanni Giuseppe Gordon Graham Greg Gregory Guido Gustav Guy"
    " Hamish Hannes Hans Harold Harry Hassan Hector Henri Henrik Henry Herbert Herman Howard"
    " Hubert Hugh Hugo Ian Ibrahim Igor Isaac Ivan Ivor Jack Jacob Jacques Jakob James Jan"
    " Jason Javier Jean Jeff Jeffrey Jens Jeremy Jerome Jim Jimmy Joachim Joe Johan Johann"
    " Johannes John Johnny Jon Jonas Jonathan Jorge Jose Josef Joseph Joshua Juan Julian"
    " Julius Justin Kai Karl Keith Ken Kenneth Kevin Klaus Konrad Kurt Lars Laurence Lawrence"
    " Leo Leon Leonard Leonardo Leopold Lewis Liam Lorenz Louis Luca Lucas Ludwig Luigi Luis"
    " Luke Magnus Malcolm Manuel Marc Marcel Marco Marcus Mario Mark Markus Martin Mateo"
    " Matthew Matthias Maurice Max Maximilian Michael Michel Miguel Mike Mikhail Mohamed"
    " Mohammed Morris Moses Muhammad Murray Nathan Neil Nelson Niall Nicholas Nick Nicolas"
    " Niels Nigel Nikolai Nils Noah Norman Olaf Ole Oliver Omar Oscar Osman Otto Owen Pablo"
    " Pascal Patrick Paul Pavel Pedro Percy Peter Philip Philippe Pierre Piers Rafael Ralph"
    " Ravi Ray Raymond Reginald Ricardo Richard Rishi Robert Roberto Robin Roderick Rodrigo"
    " Roger Roland Ronald Rory Ross Rudolf Rupert Russell Samuel Sanjay Santiago Scott Sean"
    " Sebastian Sergei Seth Sidney Sigmund Simon Stanley Stefan Stephen Steve Steven Stewart"
    " Stuart Sven Terence Terry Theo Theodore Thomas Tim Timothy Tobias Tom Tomas Toby Tommy"
    " Tony Trevor Umberto Victor Viktor Vikram Vincent Vladimir Volodymyr Walter Warren"
    " Wilfred Wilhelm William Winston Wolfgang Xavier Yusuf Zachary Kwame Kofi Chidi Emeka"
    " Tunde Hiroshi Kenji Takeshi Wei Arjun Rahul Sam Idris Tariq Bilal Mustafa Mehmet"
)
FIRST_NAMES_F = word_set(
    "Sunita Anjali Meera Kavita Nisha Deepa Abigail Ada Adele Agnes Aisha Alexandra Alice"
    " Alison Amanda Amelia Amina Amy Ana Anastasia Andrea Angela Angelina Anita Ann Anna Anne"
    " Annette Annie Antonia Asha Astrid Audrey Barbara Beatrice Beatriz Bella Bernadette Beth"
    " Betty Birgit Brenda Bridget Camilla Carla Carmen Carol Caroline Catherine Cecilia"
    " Charlotte Chiara Chloe Christina Christine Claire Clara Claudia Constance Cynthia Daisy"
    " Daniela Daphne Deborah Denise Diana Diane Dora Doris Dorothy Edith Eileen Elaine Eleanor"
    " Elena Elisa Elisabeth Elizabeth Ella Ellen Eloise Elsa Emilia Emily Emma Erika Erin"
    " Esther Eva Eve Evelyn Fatima Fiona Flora Florence Frances Francesca Freya Frida Gabriela"
    " Georgia Georgina Gertrude Gillian Gina Giulia Gloria Grace Greta Gwen Hanna Hannah"
    " Harriet Hazel Heather Heidi Helen Helena Helga Henrietta Hilary Hilda Holly Ida Ines"
    " Ingrid Irene Iris Isabel Isabella Isla Ivy Jacqueline Jane Janet Janine Jean Jennifer"
    " Jenny Jessica Joan Joanna Josephine Joy Joyce Judith Judy Julia Juliana Julie Juliet"
    " June Karen Karin Kate Katherine Kathleen Kathryn Katie Katja Kerry Kirsten Kristina"
    " Laura Lauren Layla Leah Leila Lena Leonora Lilian Lily Linda Lisa Lise Liz Lorna Louisa"
    " Louise Lucia Lucy Lydia Mabel Madeleine Maggie Mairi Margaret Margot Maria Marian Marie"
    " Marina Marion Marjorie Marta Martha Martina Mary Matilda Maud Maureen May Maya Megan"
    " Melanie Mia Michelle Mila Millie Miriam Moira Molly Monica Muriel Nadia Nancy Naomi"
    " Natalia Natalie Nina Nora Norma Olga Olivia Orla Pamela Patricia Paula Pauline Penelope"
    " Petra Philippa Phoebe Phyllis Polly Priya Rachel Rebecca Regina Rita Rosa Rosalind Rose"
    " Rosemary Ruby Ruth Sally Samantha Sandra Sara Sarah Sheila Shirley Sigrid Silvia Sofia"
    " Sonia Sophia Sophie Stella Stephanie Susan Susanna Sybil Sylvia Tamara Tanya Teresa"
    " Theresa Tina Ursula Valentina Valerie Vera Veronica Victoria Viola Violet Virginia"
    " Vivian Wendy Winifred Yasmin Yvonne Zadie Zara Zoe Angharad Siobhan Niamh Aoife Maeve"
    " Nkechi Ngozi Amara Yuki Keiko Mei Ling Lakshmi Divya Leyla Zeynep"
)
"""Given names with the pronoun they usually go with; a name in both lists goes with either."""

OPENERS = word_set(
    "The A An In On At But And Or Nor So If It Its He She They We I You His Her Their Our My"
    " Your This That These Those There Here Then When Where While Who Whom Whose What Which"
    " Why How For From By With Without After Before Ahead During Since Until Till As Although"
    " Though Because Once Now Not No Yes Both Each Every All Some Many Much Most More Few"
    " Several One Two Three Four Five Six Seven Eight Nine Ten Another Other Others Such Even"
    " Still Yet Also Only Just Well Oh Perhaps Maybe However Meanwhile Instead Later Earlier"
    " Today Yesterday Tomorrow Tonight Last Next Soon Over Under Above Below About Around"
    " Across Against Among Between Behind Beyond Beside Besides Despite Down Up Into Onto Off"
    " Out Outside Inside Near Of Than To Through Throughout Toward Towards Unlike Like Upon"
    " Within Let Do Does Did Is Are Was Were Be Been Being Has Have Had Can Could May Might"
    " Must Shall Should Will Would Asked Speaking According Born Built Former Said Says First"
    " Second Third Finally Nearly Almost Every Half Local Thanks Please Never Always Often"
    " Sometimes Anyone Everyone Nobody Nothing Something Experts Critics Officials Residents"
    " Scientists Police Campaigners Researchers Engineers Historians Archaeologists Villagers"
    " Supporters Opponents Workers Teachers Students Children People Men Women Visitors"
    " Tourists Farmers"
)
"""Words that carry a capital because a sentence begins with them."""

NATIONAL = word_set(
    "British English Scottish Welsh Irish French German Spanish Italian Portuguese Dutch"
    " Belgian Swiss Austrian Danish Swedish Norwegian Finnish Icelandic Polish Czech Slovak"
    " Hungarian Romanian Bulgarian Greek Turkish Russian Ukrainian Estonian Latvian Lithuanian"
    " Serbian Croatian American Canadian Mexican Brazilian Argentine Chilean Peruvian"
    " Australian Chinese Japanese Korean Indian Pakistani Vietnamese Thai Indonesian Egyptian"
    " Moroccan Nigerian Kenyan Ghanaian Ethiopian Israeli Palestinian Iranian Iraqi Syrian"
    " Saudi European African Asian Roman Latin Arabic Hebrew Persian Victorian Georgian Gothic"
    " Norman Viking Christian Muslim Jewish Catholic Protestant Conservative Labour Democratic"
    " Republican Soviet Celtic Western Eastern Northern Southern Americans Britons Russians"
    " Ukrainians Germans Europeans Romans Vikings Norse Old New"
)

SAYING = word_set(
    "said says say told tells tweeted tweets wrote writes added adds asked asks warned warns"
    " insisted insists explained explains argued argues claimed claims stated states announced"
    " announces replied replies recalled recalls noted notes observed observes declared"
    " declares admitted admits joked jokes called calls described describes remarked remarks"
    " promised promises posted commented comments complained complains concluded concludes"
    " confirmed confirms responded responds continued continues urged urges suggested suggests"
    " stressed stresses predicted predicts boasted shouted cried whispered laughed thought"
    " thinks believed believes acknowledged acknowledges answered answers cautioned conceded"
    " concedes quipped testified vowed protested objected reported reports emphasised"
    " emphasized pointed muttered exclaimed reflected reflects maintained maintains repeated"
    " repeats begged dismissed dismisses praised praises sighed sighs groaned yelled screamed"
    " murmured countered retorted denied denies criticised criticized condemned branded"
    " denounced welcomed hailed labelled labeled termed compared judged judges deemed deems"
    " laughs shouts cries whispers"
)
SAYING_NOW = word_set(
    "saying adding calling describing warning writing telling asking insisting explaining"
    " arguing claiming noting declaring admitting joking promising replying recalling urging"
    " suggesting stressing branding dismissing praising hailing commenting remarking"
    " concluding"
)
REPORTING = word_set(
    "said says say told tells tweeted tweets wrote writes added adds warned warns insisted"
    " insists explained explains argued argues claimed claims stated states announced"
    " announces replied recalled recalls noted notes observed observes declared declares"
    " admitted admits remarked promised promises posted commented complained concluded"
    " concludes confirmed confirms estimated estimates believed believes thought thinks"
    " acknowledged conceded reported reports predicted predicts suggested suggests stressed"
)
"""Verbs whose clause ("that ...") tells what somebody said."""

NAMING = word_set(
    "called named titled entitled dubbed nicknamed christened so-called meaning means meant reads"
    " marked labelled labeled inscribed or as"
)
"""The word before words in quotation marks that are a name, if nobody does the naming."""

NO_SPEECH = word_set(
    "word words phrase term nickname title book novel film song poem play album painting exhibition"
    " article magazine series show game ship boat inscription motto slogan sign"
)
"""The word before words in quotation marks that are a title, if they begin with a capital."""

OPINION = word_set(
    "should must ought good bad best worst better worse right wrong great terrible awful"
    " wonderful beautiful ugly brave cowardly important important fair unfair hope hopefully"
    " hopes believe think feel feels love hate shame shameful disgrace disgraceful proud sad"
    " happy sorry outrageous barbarism evil stupid foolish wise wonderful perfect lovely"
    " horrible absurd ridiculous unacceptable essential vital magnificent tragic disaster"
    " catastrophe mistake success failure innocent illegal unprovoked waste difficult easy"
    " dangerous nonsense"
)

UNITS = word_set(
    "per percent percentage km kilometre kilometres kilometer kilometers m metre metres meter"
    " meters cm centimetre centimetres mm millimetre millimetres mile miles yard yards foot"
    " feet inch inches kg kilogram kilograms kilogramme kilogrammes kilo kilos g gram grams"
    " grammes tonne tonnes ton tons pound pounds ounce ounces litre litres liter liters gallon"
    " gallons pint pints hectare hectares acre acres degree degrees kmh mph knots knot second"
    " seconds minute minutes hour hours day days night nights week weeks month months year"
    " years decade decades century centuries euro euros dollar dollars cent cents pence volt"
    " volts watt watts kilowatt kilowatts megawatt megawatts kw mw hz times storeys stories"
)
IRREGULAR_PLURALS = word_set(
    "people children men women sheep feet teeth fish deer cattle police crew aircraft mice"
    " geese firemen fishermen policemen workmen craftsmen spokesmen chairmen species series"
    " offspring grandchildren schoolchildren clergy dead others"
)
NO_PLURALS = word_set(
    "is was has this its his as us plus thus does perhaps always sometimes across towards"
    " besides yes less unless afterwards forwards backwards hers ours yours theirs whereas"
)
SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
_UNITS_AND_TEENS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
NUMBER_WORDS = {word: value for value, word in enumerate(_UNITS_AND_TEENS.split())} | {
    word: value * 10 for value, word in enumerate(_TENS.split(), start=2)
}

STOPS = word_set(
    "in on at to of for from by with without into onto over under through across around near"
    " after before during since until between among against about as than and or but nor so if"
    " that which who whom whose when where while because although though is are was were be"
    " been being has have had do does did will would can could may might must shall should not"
    " no it its he she they we i you him them us me his her their our my your this these those"
    " there here then also only just even still yet too very more most less said says told"
    " such including include includes included like along toward towards up down out off"
)
"""Words at which a short noun phrase ends."""
