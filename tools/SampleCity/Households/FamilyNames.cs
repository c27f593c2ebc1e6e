namespace ResourceMatch.SampleCity.Households;

/// <summary>Invented families' names: common surnames of many languages, then pairs of them; no name comes twice until all pairs are used.</summary>
internal static class FamilyNames
{
    private static readonly string[] Surnames =
    [
        "Rivera", "Okafor", "Baptiste", "Haddad", "Nguyen", "Santos", "Miller", "Pierre", "Kowalski", "Ramirez", "Johnson", "Toussaint", "Mansour", "Silva", "Cruz",
        "Walker", "Ortiz", "Desir", "Khoury", "Tran", "Brown", "Morales", "Joseph", "Costa", "Bailey", "Vega", "Charles", "Saleh", "Park", "Reed",
        "Flores", "Louis", "Nasser", "Mendes", "Cooper", "Rojas", "Etienne", "Farah", "Singh", "Hayes", "Delgado", "Jean", "Aziz", "Ferreira", "Brooks",
        "Castillo", "Augustin", "Darwish", "Chen", "Ward", "Herrera", "Michel", "Zaman", "Lopes", "Perry", "Medina", "Paul", "Hamdan", "Kim", "Foster",
        "Aguilar", "Noel", "Rahman", "Pereira", "Bell", "Guzman", "Simon", "Yusuf", "Ali", "Murphy", "Salazar", "Francois", "Bishara", "Nunes", "Price",
        "Campos", "Bernard", "Hassan", "Patel", "Long", "Rosario", "Thomas", "Issa", "Moreira", "Ross", "Acosta", "Denis", "Karam", "Lin", "Gray",
    ];

    public static string At(int number)
    {
        var first = Surnames[number % Surnames.Length];
        if (number < Surnames.Length) return $"the {first} family";
        var round = number / Surnames.Length;
        return $"the {first}-{Surnames[(number * 7 + round * 31 + 11) % Surnames.Length]} family";
    }
}
