package dev.karet.web.dashboards;

import dev.karet.engine.query.RowFilter;
import dev.karet.engine.query.RowFilter.Condition;
import dev.karet.engine.query.RowFilter.Operator;
import dev.karet.engine.query.RowPredicate;
import dev.karet.engine.query.ValueReader;
import dev.karet.engine.query.ValueReader.Reading;
import dev.karet.model.JsonPointer;
import dev.karet.model.Problem;
import dev.karet.model.Problems;
import dev.karet.model.expr.ColumnScope;
import dev.karet.model.expr.DataType;
import dev.karet.model.expr.DataType.Simple;
import dev.karet.model.expr.Expr;
import dev.karet.model.expr.ExprChecker;
import dev.karet.model.expr.LookupNames;
import dev.karet.model.pipeline.ColumnSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Conditions of a dashboard as predicates. For one answer. */
record WhereReader(AskedTable table) {

    /** Lookups belong to a configuration, which the published table may be older than. */
    private static final LookupNames NO_LOOKUPS = new LookupNames() {
        @Override
        public boolean contains(String path) {
            return true;
        }

        @Override
        public List<String> candidates(String path) {
            return List.of();
        }
    };

    /** @throws PanelFailed when one is faulty or cannot be answered here */
    RowPredicate all(List<Expr> conditions) {
        return new RowPredicate.All(conditions.stream().map(this::one).toList());
    }

    private RowPredicate one(Expr condition) {
        if (condition instanceof Expr.Logic(var operator, var left, var right) && operator == Expr.LogicOperator.AND) {
            return new RowPredicate.All(List.of(one(left), one(right)));
        }
        Problems problems = new Problems();
        Optional<DataType> type =
                ExprChecker.check(condition, Optional.of(scope()), NO_LOOKUPS, JsonPointer.ROOT, problems);
        if (!problems.isEmpty()) throw bad(problems.list().getFirst());
        if (type.filter(known -> known != Simple.BOOL).isPresent()) {
            throw new PanelFailed(
                    "bad_where",
                    "A condition of this dashboard gives no truth.",
                    Optional.of("Compare it with something, for instance by \"eq\" or \"gt\"."));
        }
        if (readsText(condition)) throw unsupported();
        return cell(condition).orElseGet(() -> new RowPredicate.Holds(condition));
    }

    /** A column beside a value of its own, which tells files and parts of files that need not be read. */
    private Optional<RowPredicate> cell(Expr condition) {
        return condition instanceof Expr.Comparison(var operator, Expr.Column(var name), Expr.TextLiteral(var text))
                ? Optional.of(ValueReader.read(table.column(name).type(), text))
                        .filter(Reading.Read.class::isInstance)
                        .map(Reading.Read.class::cast)
                        .map(read -> new RowPredicate.Cell(new RowFilter(
                                name, new Condition.Compare(Operator.valueOf(operator.name()), read.value()))))
                : Optional.empty();
    }

    private ColumnScope scope() {
        Map<String, DataType> types = new LinkedHashMap<>();
        for (ColumnSchema column : table.columns()) types.put(column.name(), column.type());
        return new ColumnScope("the published table", types);
    }

    private static boolean readsText(Expr expr) {
        return expr instanceof Expr.ParseDate
                || expr instanceof Expr.ParseTimestamp
                || expr instanceof Expr.ParseNumber
                || expr instanceof Expr.LookupRef
                || expr.children().stream().anyMatch(WhereReader::readsText);
    }

    private static PanelFailed bad(Problem problem) {
        return new PanelFailed(
                problem.kind().equals("unknown_column") ? "unknown_column" : "bad_where",
                "A condition of this dashboard has a fault: " + problem.message(),
                problem.hint());
    }

    private static PanelFailed unsupported() {
        return new PanelFailed(
                "where_not_supported",
                "A condition of this dashboard reads text by a format or asks a lookup, which only mappings can.",
                Optional.of("Compute it in the mapping, as a column of its own."));
    }
}
