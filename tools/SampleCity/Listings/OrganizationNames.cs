namespace ResourceMatch.SampleCity.Listings;

/// <summary>Invented names of organizations: a part of town and what it is.</summary>
internal sealed class OrganizationNames(IReadOnlyList<string> places)
{
    private static readonly Dictionary<string, (string[] Words, Words About)> Kinds = new()
    {
        ["pantry"] = (["Community Pantry", "Food Shelf", "Neighbors Table", "Harvest Kitchen", "Open Table", "Bread Room"], new("shares food", "comparte comida", "pataje manje")),
        ["aid"] = (["Family Help Center", "Neighbors Fund", "Helping Hands", "Good Ground"], new("helps families through a hard month", "ayuda a las familias en un mes difícil", "ede fanmi nan yon mwa difisil")),
        ["closet"] = (["Clothes Closet", "Swap Room", "Warm Threads", "Second Season"], new("passes on clothes and things for the home", "comparte ropa y cosas para el hogar", "pataje rad ak bagay pou kay")),
        ["health"] = (["Health Center", "Family Clinic", "Care Clinic", "Wellness Clinic"], new("looks after health", "cuida la salud", "pran swen sante")),
        ["mind"] = (["Counseling Center", "Listening Room", "Quiet Harbor Center"], new("listens and counsels", "escucha y aconseja", "koute epi bay konsèy")),
        ["safe"] = (["Lantern House", "Morning Door", "Safe Steps"], new("keeps people safe", "protege a las personas", "kenbe moun an sekirite")),
        ["shelter"] = (["Night House", "Hearth House"], new("gives shelter", "da albergue", "bay abri")),
        ["family"] = (["Family Center", "Parents' Place", "Family House"], new("stands by families", "acompaña a las familias", "kanpe ak fanmi yo")),
        ["childcare"] = (["Early Learning Center", "Little Otters Childcare", "Children's House"], new("cares for small children", "cuida a niños pequeños", "pran swen timoun piti")),
        ["library"] = (["Library", "Reading Room"], new("lends books and a quiet table", "presta libros y una mesa tranquila", "prete liv ak yon tab trankil")),
        ["youth"] = (["Youth Center", "Youth Hall", "Clubhouse", "Young Makers"], new("is there for children and teens", "está para niños y adolescentes", "la pou timoun ak adolesan")),
        ["sports"] = (["Sports Club", "Recreation Center", "Rowing Club", "Field House"], new("plays sports", "hace deporte", "fè espò")),
        ["arts"] = (["Arts House", "Music School", "Theater Workshop", "Studio"], new("makes art and music", "hace arte y música", "fè atizay ak mizik")),
        ["tutor"] = (["Learning Center", "Study Hall", "Tutors' Guild"], new("helps students learn", "ayuda a los estudiantes a aprender", "ede elèv aprann")),
        ["legal"] = (["Legal Aid Office", "Rights Center", "Law Desk"], new("gives free legal help", "da ayuda legal gratis", "bay èd legal gratis")),
        ["work"] = (["Career Center", "Skills Workshop"], new("helps people into work", "ayuda a encontrar trabajo", "ede moun jwenn travay")),
        ["adult"] = (["Adult School", "Language House", "Evening School"], new("teaches grown-ups", "enseña a adultos", "anseye granmoun")),
        ["housing"] = (["Housing Office", "Home Search Office"], new("helps people find a home", "ayuda a encontrar vivienda", "ede moun jwenn kay")),
        ["city"] = (["City Services Desk", "City Welcome Office"], new("is an office of the city", "es una oficina de la ciudad", "se yon biwo vil la")),
        ["transit"] = (["Rider Office", "Rides Office"], new("helps people get around", "ayuda a moverse por la ciudad", "ede moun deplase")),
        ["employer"] = (["Boatyard", "Print Shop", "Bakery Co-op", "Garden Center", "Newsroom", "Bike Workshop"], new("gives teens work and teaches them", "da trabajo a jóvenes y les enseña", "bay jèn travay epi montre yo")),
    };

    private readonly HashSet<string> _taken = [];

    public string Next(string kind, Seeded draw)
    {
        var words = Kinds[kind].Words;
        for (var attempt = 0; ; attempt++)
        {
            // Past the first hundred tries every plain name is taken: larger cities count on.
            var number = attempt < 100 ? "" : $" {attempt / 100 + 1}";
            // A safe house's name must not say where it is.
            var name = kind == "safe" ? $"{words[attempt % words.Length]}{number}" : $"{draw.Pick(places)} {draw.Pick(words)}{number}";
            if (_taken.Add(name)) return name;
        }
    }

    /// <summary>What an organization of this kind does, plainly marked as invented.</summary>
    public static Words About(string kind, string name)
    {
        var about = Kinds[kind].About;
        return new(
            $"{name} {about.English}. It is invented for the sample city.",
            $"{name} {about.Spanish}. Es una invención para la ciudad de muestra.",
            $"{name} {about.Creole}. Se yon envansyon pou vil egzanp lan.");
    }
}
