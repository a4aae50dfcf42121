package dev.karet.app.demo;

import java.util.List;

/** What goes wrong with files on their way: a handful of records of the demonstration, each replaced by a damaged one. */
final class Damage {

    private Damage() {}

    /** Replaces records of the month's file, and never changes how many there are. */
    static void spoil(int month, List<String> lines) {
        switch (month) {
            case 1 -> {
                lines.set(101, "2024-02-01,TIM HORTONS #4411,3.20,Visa,contactless");
                lines.set(1501, "2024-02-11,PRESTO FARE 81K");
            }
            case 2 -> {
                lines.set(64, "2024-03-01,\"STARBUCKS 8X1,7.80,Visa");
                lines.set(2200, "2024-03-16,\"FLOWERS FOR MUM,\nGIFT WRAPPED\",64.50,Visa");
            }
            case 4 -> {
                lines.set(77, "2024-05-31x,NETFLIX.COM,18.99,Visa");
                lines.set(900, "2024-05-07,SHOPPERS DRUG MART #7Q,twenty,Mastercard");
                lines.set(3100, "2024-05-24,AMZN Mktp CA*9LK,1.234.50,Amex");
            }
            case 8 -> {
                lines.set(40, "31/09/2024,LOBLAWS #3C TORONTO ON,58.12,Visa");
                lines.set(41, "2024-09-31,LOBLAWS #3C TORONTO ON,61.07,Visa");
                lines.set(42, ",LOBLAWS #3C TORONTO ON,12.00,Visa");
            }
            case 13 -> lines.set(500, "2025-02-04,ROGERS WIRELESS,,Chequing");
            case 15 -> lines.set(1200, "2025-04-10,\"THE \"\"OLD\"\" BOOKSTORE\",23.45,Visa");
            case 20 -> {
                lines.set(10, "2025-09-01,ESSO CIRCLE K 2F,$55.20,Visa");
                lines.set(11, "Opening balance");
            }
            default -> {
                // Most months arrive as they should.
            }
        }
    }
}
