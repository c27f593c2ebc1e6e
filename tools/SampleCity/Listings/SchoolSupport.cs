using ResourceMatch.SampleCity.Ground;

namespace ResourceMatch.SampleCity.Listings;

/// <summary>What the sample's schools do themselves, for their own students: five supports each.</summary>
internal sealed record SchoolSupport(string Need, string Hours, Words Name, Words Description)
{
    private static readonly SchoolSupport FoodBags = new("weekend-food", "schoolfri",
        new("Friday food bags", "Bolsas de comida del viernes", "Sache manje vandredi"),
        new("A bag of food for the weekend, given out after school.", "Una bolsa de comida para el fin de semana, después de clases.", "Yon sache manje pou wikenn, apre lekòl."));

    private static readonly SchoolSupport Tutoring = new("tutoring", "as",
        new("Tutoring after class", "Tutoría después de clases", "Leson apre lekòl"),
        new("Teachers help with reading and math after the last bell.", "Los maestros ayudan con lectura y matemáticas al terminar las clases.", "Pwofesè yo ede ak lekti ak matematik apre lekòl lage."));

    private static readonly SchoolSupport Counselor = new("counseling", "schoolday",
        new("School counselor", "Consejero escolar", "Konseye lekòl"),
        new("Talk with the counselor about feelings, friends or home.", "Hable con el consejero sobre emociones, amigos o el hogar.", "Pale ak konseye a sou santiman, zanmi oswa lakay."));

    private static readonly SchoolSupport AfterSchool = new("after-school", "as5",
        new("After-school program", "Programa después de clases", "Pwogram apre lekòl"),
        new("Snack, homework help and play in the school building.", "Merienda, ayuda con la tarea y juego en la escuela.", "Goute, èd ak devwa ak jwèt nan lekòl la."));

    private static readonly SchoolSupport Closet = new("clothing", "schoolday",
        new("School clothes closet", "Ropero de la escuela", "Depo rad lekòl"),
        new("Uniforms, shoes and coats for students. Ask at the office.", "Uniformes, zapatos y abrigos para estudiantes. Pregunte en la oficina.", "Inifòm, soulye ak manto pou elèv. Mande nan biwo a."));

    private static readonly SchoolSupport StudyRoom = new("study-space", "as5",
        new("Library after school", "Biblioteca después de clases", "Bibliyotèk apre lekòl"),
        new("A quiet table with computers and someone to ask.", "Una mesa tranquila con computadoras y alguien a quien preguntar.", "Yon tab trankil ak òdinatè ak yon moun pou poze kesyon."));

    private static readonly SchoolSupport Team = new("clubs", "as",
        new("Student clubs", "Clubes de estudiantes", "Klèb elèv"),
        new("Chess, robotics, newspaper and games after class.", "Ajedrez, robótica, periódico y juegos después de clases.", "Echèk, wobotik, jounal ak jwèt apre lekòl."));

    private static readonly SchoolSupport College = new("college", "schoolday",
        new("College and career office", "Oficina de universidad y carrera", "Biwo kolèj ak karyè"),
        new("Plan what comes after high school, with help for every form.", "Planee qué sigue después de la secundaria, con ayuda para cada formulario.", "Planifye sa k ap vini apre lekòl segondè, ak èd pou chak fòm."));

    private static readonly SchoolSupport Pantry = new("food", "schoolfri",
        new("School pantry", "Despensa escolar", "Depo manje lekòl"),
        new("Families of students take groceries home on Friday.", "Las familias de los estudiantes se llevan comida el viernes.", "Fanmi elèv yo pote pwovizyon lakay vandredi."));

    public static IReadOnlyList<SchoolSupport> For(School school) => school switch
    {
        { LastGrade: <= 5 } => [FoodBags, AfterSchool, Tutoring, Counselor, Closet],
        { LastGrade: <= 8 } => [FoodBags, StudyRoom, Tutoring, Counselor, Team],
        _ => [Pantry, StudyRoom, Tutoring, College, Closet],
    };
}
