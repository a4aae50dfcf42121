package dev.karet.model.pipeline.templates;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A year of daily weather at fourteen stations, made up from their climates. Most report in metric units; those of the United States in
 * their own, and each of their files begins with the last day of the one before, as such deliveries do.
 */
final class WeatherSeed {

    private static final int YEAR = 2025;
    private static final long SEED = 20_250_101;
    private static final DateTimeFormatter US_DATE = DateTimeFormatter.ofPattern("MM/dd/uuuu");

    private static final List<Climate> METRIC = List.of(
            new Climate("TOR", 43.65, 8.9, 13.5, 8, 0.32, 6, 15, 0.48),
            new Climate("VAN", 49.28, 10.8, 7.2, 6, 0.44, 7, 12, 0.55),
            new Climate("LON", 51.51, 11.6, 6.8, 7, 0.38, 4, 14, 0.6),
            new Climate("REY", 64.15, 5.2, 5.9, 5, 0.48, 5, 22, 0.68),
            new Climate("LIS", 38.72, 17.4, 6, 8, 0.22, 8, 16, 0.3),
            new Climate("ZRH", 47.37, 9.8, 9.6, 8, 0.36, 7, 9, 0.52),
            new Climate("NBO", -1.29, 18.8, 1.4, 11, 0.24, 9, 13, 0.42),
            new Climate("SIN", 1.35, 27.6, 0.8, 6, 0.48, 12, 9, 0.55),
            new Climate("TYO", 35.68, 16.2, 10.6, 7, 0.31, 12, 11, 0.44),
            new Climate("SYD", -33.87, 18.2, 5.4, 8, 0.33, 8, 14, 0.38),
            new Climate("SAO", -23.55, 20.1, 3.6, 8, 0.36, 11, 10, 0.5));
    private static final List<Climate> IMPERIAL = List.of(
            new Climate("NYC", 40.71, 12.9, 12.1, 8, 0.32, 9, 14, 0.44),
            new Climate("CHI", 41.88, 10.4, 13.8, 9, 0.32, 8, 16, 0.47),
            new Climate("PHX", 33.45, 24.1, 11.3, 14, 0.08, 5, 10, 0.18));

    private final SplittableRandom random = new SplittableRandom(SEED);

    private WeatherSeed() {}

    /**
     * What to expect at a station.
     *
     * @param latitude in degrees, north positive
     * @param mean of the year, in °C
     * @param swing between the mean and the warmest month, in °C
     * @param range between night and day, in °C
     * @param wetDays the share of days with rain
     * @param rain of a wet day, in mm
     * @param wind in km/h
     * @param cloud the share of sky that is covered
     */
    private record Climate(
            String station,
            double latitude,
            double mean,
            double swing,
            double range,
            double wetDays,
            double rain,
            double wind,
            double cloud) {}

    /** Temperatures in °C, rain in mm, wind in km/h, sunshine in hours. */
    private record Day(
            String station, LocalDate date, double min, double max, double rain, double wind, double sun, String sky) {}

    static List<SeedFile> files() {
        WeatherSeed seed = new WeatherSeed();
        List<SeedFile> files = new ArrayList<>();
        List<Day> metric = seed.year(METRIC);
        List<Day> imperial = seed.year(IMPERIAL);
        for (int quarter = 1; quarter <= 4; quarter++) {
            LocalDate first = LocalDate.of(YEAR, 3 * quarter - 2, 1);
            LocalDate end = first.plusMonths(3);
            files.add(metricFile("raw/metric/metric-2025-q" + quarter + ".csv", between(metric, first, end)));
            files.add(imperialFile("raw/us/us-2025-q" + quarter + ".csv", between(imperial, first.minusDays(1), end)));
        }
        return files;
    }

    private static List<Day> between(List<Day> days, LocalDate first, LocalDate end) {
        return days.stream()
                .filter(day -> !day.date().isBefore(first) && day.date().isBefore(end))
                .toList();
    }

    private static SeedFile metricFile(String key, List<Day> days) {
        List<String> lines = new ArrayList<>(List.of("station,date,t_min,t_max,rain_mm,wind_kmh,sun_hours,sky"));
        for (Day day : days) {
            lines.add(String.join(
                    ",",
                    day.station(),
                    day.date().toString(),
                    Digits.tenths(day.min()),
                    Digits.tenths(day.max()),
                    Digits.tenths(day.rain()),
                    Digits.tenths(day.wind()),
                    Digits.tenths(day.sun()),
                    day.sky()));
        }
        return SeedFile.ofLines(key, lines);
    }

    private static SeedFile imperialFile(String key, List<Day> days) {
        List<String> lines = new ArrayList<>(List.of("STATION,DATE,TMIN_F,TMAX_F,PRCP_IN,WIND_MPH,SUN_MINUTES,SKY"));
        for (Day day : days) {
            // Their anemometers do not turn in so little wind.
            boolean calm = day.wind() < 4;
            lines.add(String.join(
                    ",",
                    day.station(),
                    day.date().format(US_DATE),
                    Digits.tenths(day.min() * 1.8 + 32),
                    Digits.tenths(day.max() * 1.8 + 32),
                    Digits.hundredths(Math.round(day.rain() / 25.4 * 100), '.'),
                    calm ? "M" : Digits.tenths(day.wind() / 1.609344),
                    Long.toString(Math.round(day.sun() * 60)),
                    day.sky()));
        }
        return SeedFile.ofLines(key, lines);
    }

    /** Day by day, and on each day station by station. */
    private List<Day> year(List<Climate> climates) {
        List<Day> days = new ArrayList<>();
        double[] anomalies = new double[climates.size()];
        LocalDate first = LocalDate.of(YEAR, 1, 1);
        for (int i = 0; i < first.lengthOfYear(); i++) {
            for (int j = 0; j < climates.size(); j++) {
                // Warm and cold spells last for days.
                anomalies[j] = 0.75 * anomalies[j] + 2.2 * about();
                days.add(day(climates.get(j), first.plusDays(i), anomalies[j]));
            }
        }
        return days;
    }

    private Day day(Climate climate, LocalDate date, double anomaly) {
        double angle = 2 * Math.PI * (date.getDayOfYear() - 20) / 365;
        double season = -StrictMath.cos(angle) * (climate.latitude() < 0 ? -1 : 1);
        double cloud = Math.clamp(climate.cloud() + 0.55 * about(), 0, 1);
        boolean wet = random.nextDouble() < climate.wetDays() * (0.45 + cloud);
        double rain = wet ? 0.2 - climate.rain() * StrictMath.log(1 - random.nextDouble()) : 0;
        double range = climate.range() * (1.35 - 0.7 * cloud);
        double mean = climate.mean() + climate.swing() * season + anomaly * Math.min(1, climate.swing() / 5);
        double wind = Math.max(0.5, climate.wind() * (1 + 0.8 * about()));
        double sun = daylight(climate.latitude(), angle) * (1 - 0.85 * cloud) * (wet ? 0.6 : 1);
        double max = mean + range / 2;
        return new Day(climate.station(), date, mean - range / 2, max, rain, wind, sun, sky(wet, max, cloud));
    }

    private static String sky(boolean wet, double max, double cloud) {
        if (wet) return max < 1.5 ? "SN" : "RA";
        if (cloud > 0.75) return "OVC";
        return cloud > 0.35 ? "SCT" : "CLR";
    }

    /** Hours between sunrise and sunset. */
    private static double daylight(double latitude, double angle) {
        double declination = StrictMath.toRadians(-23.44 * StrictMath.cos(angle));
        double cosine = -StrictMath.tan(StrictMath.toRadians(latitude)) * StrictMath.tan(declination);
        return 24 / Math.PI * StrictMath.acos(Math.clamp(cosine, -1, 1));
    }

    /** A number between -1 and 1, most often near 0. */
    private double about() {
        return (random.nextDouble() + random.nextDouble() + random.nextDouble()) / 1.5 - 1;
    }
}
