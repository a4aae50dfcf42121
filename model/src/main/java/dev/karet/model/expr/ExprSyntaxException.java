package dev.karet.model.expr;

/** Ends the parsing of a text at its first fault; never leaves {@link ExprParser}. */
final class ExprSyntaxException extends Exception {

    private final int offset;
    private final String hint;

    ExprSyntaxException(String message, int offset, String hint) {
        super(message, null, false, false);
        this.offset = offset;
        this.hint = hint;
    }

    ExprParser.Result.Faulty result() {
        return new ExprParser.Result.Faulty(String.valueOf(getMessage()), offset, hint);
    }
}
