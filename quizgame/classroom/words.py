"""Words for class codes: easy to read aloud, to spell and to type; harmless in any lesson.

No two can be mistaken for one another by one wrong letter.
"""

_TEXT = """\
academy accent acorn action actor advice agenda airport album almanac almond alpaca amber anchor
animal ankle answer anthem antique antler apple apricot april apron arcade arctic artist athlete
atlas attic august autumn avocado award badge bagel baker balcony ballet balloon bamboo banana
banjo banner barley barrel basil basket bathtub battery beacon beagle bedroom beehive beetle
bench berry bicycle biscuit blanket blazer blender blossom blouse bobsled bonfire bonsai bookend
border bottle boulder bowler bracket branch bread breeze brick bridge bronze broom brother
brownie brush bubble bucket buckle budget buffalo bugle builder bundle burger bushel butter
button buzzard cabbage cabin cactus camel camera campus canal canary candle candy canoe canvas
canyon capital capsule captain caramel caravan cargo carpet carrot carton cascade castle catfish
cedar celery cellar cement century cereal chain chalk chamber channel chapter chariot charm
cheese chemist cherry chess chicken chimney chorus cider cinema circle circus citizen citrus
clever climate climber clock cloud coaster cobra cobweb cocoa coconut coffee column comet
comfort compass concert cookie copper coral corner cosmic cottage cotton country couple courage
cousin cowbell coyote cradle crane crater crayon cream cricket crimson crown cruise crystal
cuckoo cupcake curtain cushion custard cyclist daisy dance decade decimal delta denim dentist
desert diagram diamond diary digit digital dinner display dolphin domino donkey dozen dragon
drawer drummer early earnest earring earth easel eastern eclipse editor eight elbow elder eleven
emerald empire energy engine essay evening event exhibit fable fabric falcon family fanfare
farmer feather fennel fiddle field fifteen figure filter finch finger firefly flame flannel
flower fluent flute folder forest formula fortune fossil freckle freedom freezer friday friend
frosty future gadget galaxy gallery gallop garage garden garlic garnet gecko gentle geology
giant giraffe glacier glider glitter globe goggles golden gondola goose gorilla grain grammar
grape grass gravel green grocer guitar habit habitat hammer hammock hamster harmony harvest
hazel hedge helmet herald heron hexagon highway hiking history hobby hockey holiday honest honey
horizon hotel human hundred husky iceberg igloo iguana image indigo insect island ivory jackdaw
jacket jaguar january jasmine javelin jelly jersey jewel jigsaw journal journey judge jukebox
jungle juniper ketchup kettle kingdom kitchen kitten koala label ladder ladybug lagoon lantern
laptop layer legend lemon lemur lentil leopard letter lettuce library lilac linen lizard llama
locket logic lorry lucky lumber lunch machine magenta magnet magpie mailbox mammoth mango maple
marble march margin marina market marvel meadow medal meerkat melody member memory mermaid
message metro midday million mineral minnow mirror model modern moment monday month moonlit
morning motor muffin muffler muscle museum music mystery napkin narrow nation nature nectar
needle nephew neptune network nickel noodle north novel nurse nursery nutmeg oatmeal object
ocean octopus office olive onion opera orange orbit orchard orchid origami ostrich otter outdoor
outline owner oxygen oyster paddle painter palace pancake panda panther paper parade parasol
parcel parent parsley partner party pasta pastry patio pattern peach peanut pearl pebble pelican
pencil penguin peony pepper petal phone photo phrase piano pickle picnic picture pigeon pillow
pilot pioneer pizza planet plaster plate plywood poetry polar pollen polygon popcorn poppy
portal poster postman potato pottery powder present pretzel prince prism prize program project
proverb pudding pumpkin puppet purple puzzle pyramid quail quarter queen quick quiet rabbit
radar radio radish railway rainbow raisin ranger raven reader recipe recital record reptile
ribbon ripple river robin robot rooster round rowboat rubber rugby ruler runner sailor salad
salmon sandal sandbox sapling saturn saucer scarf school science scooter seagull seaside season
second seesaw seven shadow shallow shelf shelter shore shovel shuttle signal silver sister
sixteen skating sketch skipper skylark skyline sleeve smile snail snowman soccer sonnet south
soybean sparrow spatula spice spider spinach spiral sponge spoon spring sprout square squash
squid stable stadium stamp station statue steam stencil stereo sticker stitch stone storm strand
street studio sugar summer summit sunbeam sunday sunrise sunset surface surfer sweater swift
swimmer symbol syrup tablet tadpole talent target teacup teapot tempo tennis terrace textile
theory thimble thirty throne thunder ticket tiger timber toast toddler tomato topaz tornado
toucan towel tractor traffic treetop trophy trumpet tuesday tugboat tulip tundra tunnel turkey
turnip turtle twelve twenty unicorn uniform unique valley valve vanilla vapor velvet verse
vertex vessel village violet violin visitor vitamin volcano volume voyage waffle wagon wallaby
walnut warbler warmth water wedding weekend western wheat whisker whistle window winter wonder
wooden worker writer yellow zebra zenith zigzag zipper
"""

WORDS = tuple(_TEXT.split())
