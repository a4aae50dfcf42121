package dev.karet.model.expr;

import dev.karet.model.Quoted;
import java.util.ArrayList;
import java.util.List;

/** Cuts the textual form into tokens. */
final class ExprTokens {

    /** What a token is. */
    enum Kind {
        NAME,
        NUMBER,
        TEXT,
        SYMBOL,
        END
    }

    /**
     * A piece of the text.
     *
     * @param text the name, the digits, the symbol, or the value of a text literal
     * @param offset where it begins, in UTF-16 units
     */
    record Token(Kind kind, String text, int offset) {

        boolean is(String symbol) {
            return kind == Kind.SYMBOL && text.equals(symbol);
        }

        /** The token as a message names it. */
        String words() {
            return switch (kind) {
                case END -> "the end";
                case TEXT -> "the text " + Quoted.text(text);
                case NAME, NUMBER, SYMBOL -> Quoted.text(text);
            };
        }
    }

    private static final String SINGLE_SYMBOLS = "+-*/(),<>";

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private ExprTokens(String source) {
        this.source = source;
    }

    /** The tokens of {@code source}, with an {@link Kind#END} behind them. */
    static List<Token> of(String source) throws ExprSyntaxException {
        var lexer = new ExprTokens(source);
        lexer.run();
        return lexer.tokens;
    }

    private void run() throws ExprSyntaxException {
        while (at < source.length()) {
            char character = source.charAt(at);
            if (Character.isWhitespace(character)) {
                at++;
            } else if (character == '"') {
                text();
            } else if (isNameStart(character)) {
                name();
            } else if (isDigit(character) || (character == '.' && isDigit(peek(1)))) {
                number();
            } else {
                symbol(character);
            }
        }
        add(Kind.END, "", source.length());
    }

    private void text() throws ExprSyntaxException {
        int start = at++;
        StringBuilder value = new StringBuilder();
        while (at < source.length() && source.charAt(at) != '"') {
            char character = source.charAt(at);
            if (character == '\\') {
                char escaped = peek(1);
                if (escaped != '"' && escaped != '\\') {
                    throw new ExprSyntaxException(
                            "A backslash in a text must be followed by another or by a quote.",
                            at,
                            "Write \\\\ for a backslash and \\\" for a quote.");
                }
                value.append(escaped);
                at += 2;
            } else {
                value.append(character);
                at++;
            }
        }
        if (at == source.length()) {
            throw new ExprSyntaxException("This text has no closing quote.", start, "End it with \".");
        }
        at++;
        add(Kind.TEXT, value.toString(), start);
    }

    private void name() {
        int start = at;
        while (isNameStart(peek(0)) || isDigit(peek(0))) at++;
        add(Kind.NAME, source.substring(start, at), start);
    }

    private void number() throws ExprSyntaxException {
        int start = at;
        digits();
        if (peek(0) == '.') {
            at++;
            digits();
        }
        if (peek(0) == 'e' || peek(0) == 'E') {
            at += peek(1) == '+' || peek(1) == '-' ? 2 : 1;
            digits();
        }
        boolean endsInDigit = isDigit(source.charAt(at - 1)) || source.charAt(at - 1) == '.';
        if (!endsInDigit || isNameStart(peek(0)) || peek(0) == '.') {
            at = Math.min(source.length(), at + 1);
            throw new ExprSyntaxException(
                    Quoted.text(source.substring(start, at)) + " is not a number.",
                    start,
                    "Numbers look like 12, 0.5 or 1.5e-3; a column of that name is col(\"…\").");
        }
        add(Kind.NUMBER, source.substring(start, at), start);
    }

    private void digits() {
        while (isDigit(peek(0))) at++;
    }

    private void symbol(char character) throws ExprSyntaxException {
        int start = at;
        boolean withEquals = peek(1) == '=' && "=!<>".indexOf(character) >= 0;
        if (!withEquals && SINGLE_SYMBOLS.indexOf(character) < 0) {
            String shown = Quoted.text(Character.toString(source.codePointAt(at)));
            throw new ExprSyntaxException(shown + " means nothing here.", at, symbolHint(character));
        }
        at += withEquals ? 2 : 1;
        add(Kind.SYMBOL, source.substring(start, at), start);
    }

    private static String symbolHint(char character) {
        return switch (character) {
            case '=' -> "Compare with ==.";
            case '!' -> "Use != or not(…).";
            case '&' -> "Use and(a, b).";
            case '|' -> "Use or(a, b), or concat(\"\", a, b) to join texts.";
            case '\'' -> "Put texts in double quotes.";
            default -> "A column with such a name is written col(\"…\").";
        };
    }

    private void add(Kind kind, String text, int offset) {
        tokens.add(new Token(kind, text, offset));
    }

    /** The character {@code ahead} of here, or U+0000 behind the end. */
    private char peek(int ahead) {
        return at + ahead < source.length() ? source.charAt(at + ahead) : 0;
    }

    private static boolean isNameStart(char character) {
        return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z') || character == '_';
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
