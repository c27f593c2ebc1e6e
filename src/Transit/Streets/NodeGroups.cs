namespace ResourceMatch.Transit;

/// <summary>Which nodes hang together (union and find, by size).</summary>
internal sealed class NodeGroups
{
    // At a root: minus the size of its group; elsewhere the node above. A node that no way passes is a group of one that is not counted.
    private readonly int[] above;
    private readonly bool[] passed;

    public NodeGroups(int count)
    {
        above = new int[count];
        Array.Fill(above, -1);
        passed = new bool[count];
    }

    /// <summary>Joins the nodes of a way, and marks them as used.</summary>
    public void Join(ReadOnlySpan<int> nodes, bool[] used)
    {
        foreach (var node in nodes)
        {
            passed[node] = used[node] = true;
            Join(nodes[0], node);
        }
    }

    public int SizeOf(int node) => -above[RootOf(node)];

    /// <summary>How many groups, and how many are smaller than a limit; the edges are the caller's to count.</summary>
    public StreetShare Count(int minNodes)
    {
        var (groups, small, smallNodes) = (0, 0, 0);
        for (var node = 0; node < above.Length; node++)
        {
            if (!passed[node] || above[node] >= 0)
            {
                continue;
            }

            groups++;
            if (-above[node] < minNodes)
            {
                small++;
                smallNodes -= above[node];
            }
        }

        return new StreetShare(0, groups, small, smallNodes);
    }

    private void Join(int a, int b)
    {
        (a, b) = (RootOf(a), RootOf(b));
        if (a == b)
        {
            return;
        }

        if (above[a] > above[b])
        {
            (a, b) = (b, a);
        }

        above[a] += above[b];
        above[b] = a;
    }

    private int RootOf(int node)
    {
        while (above[node] >= 0)
        {
            // Halving the path keeps later ways short.
            if (above[above[node]] >= 0)
            {
                above[node] = above[above[node]];
            }

            node = above[node];
        }

        return node;
    }
}
