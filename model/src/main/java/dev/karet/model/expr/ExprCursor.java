package dev.karet.model.expr;

import dev.karet.model.Quoted;
import dev.karet.model.expr.ExprTokens.Kind;
import dev.karet.model.expr.ExprTokens.Token;
import java.util.List;
import java.util.Optional;

/** Walks over the tokens of a text and takes what is not an expression: symbols, numbers, texts. Not thread-safe. */
final class ExprCursor {

    private final List<Token> tokens;
    private int at;

    /** @param tokens end with a {@link Kind#END} */
    ExprCursor(List<Token> tokens) {
        this.tokens = tokens;
    }

    void end() throws ExprSyntaxException {
        if (next().kind() != Kind.END) throw expected("an operator or the end");
    }

    /** An argument that may be left out, or stand as null so that one behind it can be given. */
    Optional<String> optionalText(String what) throws ExprSyntaxException {
        if (!accept(",")) return Optional.empty();
        if (next().kind() == Kind.NAME && next().text().equals("null")) {
            at++;
            return Optional.empty();
        }
        return Optional.of(textArgument(what));
    }

    String textArgument(String what) throws ExprSyntaxException {
        if (next().kind() != Kind.TEXT) throw expected(what);
        return take().text();
    }

    double number() throws ExprSyntaxException {
        boolean negative = accept("-");
        Token digits = take();
        double value = Double.parseDouble(digits.text());
        if (Double.isInfinite(value)) {
            throw new ExprSyntaxException(
                    "The number " + Quoted.text(digits.text()) + " is too large for a double.",
                    digits.offset(),
                    "Use a number below 1.8e308.");
        }
        return negative ? -value : value;
    }

    int integer() throws ExprSyntaxException {
        Token first = next();
        boolean negative = accept("-");
        if (next().kind() != Kind.NUMBER) throw expected("a whole number");
        String digits = (negative ? "-" : "") + take().text();
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException notAnInt) {
            throw new ExprSyntaxException(
                    Quoted.text(digits) + " is not a whole number in range.",
                    first.offset(),
                    "Use a whole number between -2147483648 and 2147483647.");
        }
    }

    boolean accept(String symbol) {
        if (!next().is(symbol)) return false;
        at++;
        return true;
    }

    void expect(String symbol) throws ExprSyntaxException {
        if (!accept(symbol)) throw expected("\"" + symbol + "\"");
    }

    ExprSyntaxException expected(String what) {
        return fault("Here stands " + next().words() + " where " + what + " was expected.", "Put " + what + " here.");
    }

    ExprSyntaxException fault(String message, String hint) {
        return new ExprSyntaxException(message, next().offset(), hint);
    }

    /** The token that is to be read. */
    Token next() {
        return tokens.get(at);
    }

    Token take() {
        Token token = tokens.get(at);
        if (token.kind() != Kind.END) at++;
        return token;
    }

    /** The token behind {@link #next}; the end has nothing behind it. */
    Token second() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }
}
