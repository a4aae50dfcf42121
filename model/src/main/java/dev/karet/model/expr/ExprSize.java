package dev.karet.model.expr;

import dev.karet.model.Problem;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The bounds that every expression keeps, so that whoever walks one may recurse. Pure functions. */
public final class ExprSize {

    /** Levels of nodes, the root being the first. */
    public static final int MAX_DEPTH = 64;

    public static final int MAX_NODES = 10_000;

    private ExprSize() {}

    /** What is too large about {@code expr}, if anything. Needs no more than a bounded stack and time for any tree. */
    public static Optional<Problem> problem(Expr expr, String pointer) {
        record Node(Expr expr, int depth) {}
        Deque<Node> open = new ArrayDeque<>();
        open.push(new Node(expr, 1));
        int nodes = 0;
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (node.depth > MAX_DEPTH) return Optional.of(tooDeep(pointer));
            if (++nodes > MAX_NODES) return Optional.of(tooLarge(pointer));
            for (Expr child : node.expr.children()) open.push(new Node(child, node.depth + 1));
        }
        return Optional.empty();
    }

    /** The problem of an expression with more than {@link #MAX_DEPTH} levels. */
    public static Problem tooDeep(String pointer) {
        return Problem.of(
                "expression_too_deep",
                pointer,
                "The expression is more than " + MAX_DEPTH + " levels deep.",
                "Write it flatter, for instance with one coalesce or lookup_ref instead of nested ifs.");
    }

    /** The problem of an expression with more than {@link #MAX_NODES} nodes. */
    public static Problem tooLarge(String pointer) {
        return Problem.of(
                "expression_too_large",
                pointer,
                "The expression has more than 10,000 nodes.",
                "Move long lists of cases into a lookup.");
    }
}
