#include "practice/names.hpp"

namespace ferry::practice {
namespace {

constexpr std::string_view girls[] = {
    "Abigail", "Agnes",   "Aisha",  "Alice",   "Amina",  "Anita", "Beatrice", "Bethan", "Carol",
    "Chloe",   "Clara",   "Daphne", "Diane",   "Edith",  "Elena", "Esther",   "Farah",  "Fiona",
    "Freya",   "Gillian", "Hannah", "Heather", "Imogen", "Irene", "Isla",     "Janet",  "Jasmine",
    "Joyce",   "Karen",   "Keziah", "Leila",   "Lorna",  "Mabel", "Marion",   "Megan",  "Nadia",
    "Niamh",   "Olive",   "Pamela", "Phoebe",  "Priya",  "Rosa",  "Ruth",     "Sheila", "Sonia",
    "Tamsin",  "Valerie", "Vera",   "Wendy",   "Yasmin",
};

constexpr std::string_view boys[] = {
    "Adam",   "Alan",    "Amir",   "Arthur",  "Barry",   "Brian",  "Callum", "Cedric", "Clive",
    "Dafydd", "Dennis",  "Derek",  "Edwin",   "Elliot",  "Ernest", "Finlay", "Frank",  "Gareth",
    "Gordon", "Hamza",   "Harvey", "Hugh",    "Imran",   "Ivan",   "Jack",   "Jerome", "Keith",
    "Kofi",   "Leonard", "Lewis",  "Malcolm", "Marcus",  "Mohan",  "Neil",   "Norman", "Omar",
    "Oscar",  "Patrick", "Piotr",  "Ralph",   "Rhys",    "Roland", "Samuel", "Silas",  "Stanley",
    "Tariq",  "Trevor",  "Victor", "Walter",  "Zachary",
};

constexpr std::string_view family_names[] = {
    "Abbott",    "Ahmed",      "Alder",    "Ashdown",    "Atwell",    "Bagshaw",    "Baines",
    "Barlow",    "Beckett",    "Birch",    "Blakey",     "Bolton",    "Bramley",    "Brook",
    "Burrows",   "Cartwright", "Chadwick", "Chowdhury",  "Cobb",      "Corley",     "Crabtree",
    "Dalton",    "Dawes",      "Denholm",  "Dewhurst",   "Eastwood",  "Eccles",     "Fairley",
    "Farrow",    "Fenwick",    "Garside",  "Gill",       "Goodall",   "Greaves",    "Hague",
    "Hallam",    "Hardcastle", "Hassan",   "Hepworth",   "Holroyd",   "Horsfall",   "Hussain",
    "Ibbotson",  "Jagger",     "Jowett",   "Kaur",       "Kenyon",    "Kershaw",    "Kowalska",
    "Langley",   "Larkin",     "Lister",   "Lowe",       "Mallinson", "Marsden",    "Mistry",
    "Moorhouse", "Naylor",     "Newsome",  "Nuttall",    "Oakley",    "Okafor",     "Oldroyd",
    "Parkin",    "Patel",      "Pickles",  "Quarmby",    "Ramsden",   "Rashid",     "Redfern",
    "Rigby",     "Rushworth",  "Savage",   "Shackleton", "Sharma",    "Stansfield", "Sugden",
    "Sutcliffe", "Tattersall", "Thackray", "Tordoff",    "Uttley",    "Varley",     "Wadsworth",
    "Walmsley",  "Whitaker",   "Widdop",   "Womersley",  "Wrigley",   "Yardley",
};

constexpr std::string_view street_names[] = {
    "Tanpit Lane",    "Beacon Road",   "Otter Close",      "Mill Bank",      "Chantry Street",
    "Lime Grove",     "Sandpiper Way", "Old Quarry Road",  "Foundry Street", "Meadow View",
    "Ropewalk",       "Windmill Hill", "Station Approach", "Church Lane",    "Damson Drive",
    "Heron Crescent", "Lower Green",   "Paddock Rise",     "Weavers Court",  "Bridge Street",
};

constexpr std::string_view town_names[] = {
    "Ellerwick", "Brackenford", "Saltmere", "Pennthorpe", "Coldharrow", "Larkhill Mere",
};

constexpr std::string_view house_names[] = {
    "The Old Forge", "Rose Cottage", "Flat 2", "Flat 3a", "Orchard House",
};

constexpr std::string_view all_remarks[] = {
    "Feels well in himself and at home.",
    "Advised to return if no better in a week.",
    "No red flags today. Safety net given.",
    "Discussed options; will think about it.",
    "Symptoms for 3/7, no fever, eating and drinking.",
    "Bloods requested, form given.",
    "Patient happy with plan.",
    "Spoke with daughter, who will collect.",
    "Worse at night, better with rest.",
    "Repeat in 3 months.",
    "Seen with interpreter.",
    "Results explained, no action needed.",
    "Will try for 4 weeks and review.",
    "Exercise as tolerated; leaflet given.",
    "No change since last seen.",
    "Reviewed by telephone at request.",
    "Chaperone offered and declined.",
    "Temperature normal, chest clear, ears fine.",
    "Compliance good, no side effects.",
    "Letter scanned and filed.",
    "Left side worse than right; full range of movement.",
    "Sleeping poorly since change of shifts.",
    "Cut down to 5 a day and wants to stop.",
    "Home readings brought in and averaged.",
};

} // namespace

std::span<const std::string_view> girls_names()
{
    return girls;
}

std::span<const std::string_view> boys_names()
{
    return boys;
}

std::span<const std::string_view> surnames()
{
    return family_names;
}

std::span<const std::string_view> streets()
{
    return street_names;
}

std::span<const std::string_view> towns()
{
    return town_names;
}

std::span<const std::string_view> houses()
{
    return house_names;
}

std::span<const std::string_view> remarks()
{
    return all_remarks;
}

} // namespace ferry::practice
