package dev.karet.model.expr;

import dev.karet.model.Problem;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/**
 * The static type of every node of one expression, found in one walk. Immutable; safe to share between threads.
 *
 * <p>Nodes are told apart by identity, so asking costs the same at any depth. An empty type is null's own, or unknown because of a
 * fault that {@link #problems()} names.
 */
public final class ExprTypes {

    private final Expr root;
    private final IdentityHashMap<Expr, Optional<DataType>> byNode;
    private final List<Problem> problems;

    /** @param byNode is not written any more */
    ExprTypes(Expr root, IdentityHashMap<Expr, Optional<DataType>> byNode, List<Problem> problems) {
        this.root = root;
        this.byNode = byNode;
        this.problems = List.copyOf(problems);
    }

    /** The type of the whole expression. */
    public Optional<DataType> type() {
        return byNode.getOrDefault(root, Optional.empty());
    }

    /**
     * The type of {@code node}.
     *
     * @throws IllegalArgumentException when {@code node} is not this very expression or one inside it
     */
    public Optional<DataType> typeOf(Expr node) {
        Optional<DataType> type = byNode.get(node);
        if (type == null) throw new IllegalArgumentException("the node is not part of the expression that was typed");
        return type;
    }

    /** Every fault of type, with a JSON Pointer to the node that has it. */
    public List<Problem> problems() {
        return problems;
    }
}
