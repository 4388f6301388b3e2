// The renewal of a contract, 四(五), written from the clause alone, for Java 17 and without dependencies. It reads a case a
// line and writes an answer a line:
//
//     python -m sgzlib.vectors run --ruleset renewal -- java examples/oracle-java/Renewal.java

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

public final class Renewal {
    private static final LocalDate IN_FORCE_FROM = LocalDate.of(2021, 5, 26);

    enum Grade { NOT_EVALUATED, UNQUALIFIED, QUALIFIED, GOOD, EXCELLENT }

    /** What is known at the end of a contract year; an empty value is not known. */
    record YearEnd(
            Optional<Grade> grade,
            Optional<Integer> contractYear,
            Optional<Integer> cycleYears,
            Optional<Boolean> renewalRuledOut,
            Optional<Boolean> aboveGoodRenews,
            Optional<Boolean> cycleEndProcures) {

        static YearEnd read(Map<String, Object> facts) {
            return new YearEnd(
                    text(facts, "grade").map(Grade::valueOf),
                    number(facts, "contract_year"),
                    number(facts, "cycle_years"),
                    truth(facts, "renewal_ruled_out"),
                    truth(facts, "above_good_renews"),
                    truth(facts, "cycle_end_procures"));
        }
    }

    // Truths are true, false, or empty where not known.
    static Optional<Boolean> not(Optional<Boolean> truth) {
        return truth.map(value -> !value);
    }

    static Optional<Boolean> and(List<Optional<Boolean>> truths) {
        if (truths.contains(Optional.of(false))) {
            return Optional.of(false);
        }
        return truths.contains(Optional.<Boolean>empty()) ? Optional.empty() : Optional.of(true);
    }

    static Optional<Boolean> or(Optional<Boolean> left, Optional<Boolean> right) {
        return not(and(List.of(not(left), not(right))));
    }

    // 良好 or 合格 renews, and 不合格 does not; of a grade above 良好 the reading decides.
    static Optional<Boolean> passes(YearEnd end, String aboveGood) {
        if (end.grade.equals(Optional.of(Grade.EXCELLENT)) && aboveGood.equals("NOT_COVERED")) {
            return end.aboveGoodRenews;
        }
        return end.grade.map(grade -> grade.compareTo(Grade.QUALIFIED) >= 0);
    }

    // A cycle has three years in principle; after its last year no contract is renewed.
    static Optional<Boolean> hasYearsLeft(YearEnd end, String cycleEnd) {
        Optional<Boolean> left = end.contractYear.flatMap(year -> end.cycleYears.map(years -> year < years));
        // A cycle of one year has none left after its only year, whatever year is given.
        Optional<Boolean> several = end.cycleYears.map(years -> years >= 2);
        Optional<Boolean> goesOn = cycleEnd.equals("NOT_COVERED") ? not(end.cycleEndProcures) : Optional.of(false);
        return or(and(List.of(left, several)), goesOn);
    }

    static Map<String, Optional<Boolean>> judge(YearEnd end, Map<String, Object> readings) {
        Map<String, Optional<Boolean>> holds = new LinkedHashMap<>();
        holds.put("renewal.grade", passes(end, (String) readings.get("grade_above_good")));
        holds.put("renewal.years_left", hasYearsLeft(end, (String) readings.get("cycle_end")));
        holds.put("renewal.not_ruled_out", not(end.renewalRuledOut));
        return holds;
    }

    static String answer(Map<String, Object> asked) {
        boolean inForce = !LocalDate.parse((String) asked.get("on")).isBefore(IN_FORCE_FROM);
        Map<String, Optional<Boolean>> holds = judge(YearEnd.read(object(asked, "facts")), object(asked, "readings"));
        List<String> statuses = new ArrayList<>();
        holds.forEach((id, met) -> {
            String known = met.map(value -> value ? "MET" : "UNMET").orElse("UNDETERMINED");
            statuses.add("\"" + id + "\":\"" + (inForce ? known : "NOT_APPLICABLE") + "\"");
        });
        Optional<Boolean> verdict = inForce ? and(List.copyOf(holds.values())) : Optional.empty();
        String shown = verdict.map(String::valueOf).orElse("null");
        return "{\"id\":\"" + asked.get("id") + "\",\"verdict\":" + shown
                + ",\"statuses\":{" + String.join(",", statuses) + "}}";
    }

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (!line.isBlank()) {
                out.println(answer(new Json(line).object()));
            }
        }
    }

    // What is left out and what is null are both not known.
    static Optional<String> text(Map<String, Object> facts, String name) {
        return Optional.ofNullable((String) facts.get(name));
    }

    static Optional<Integer> number(Map<String, Object> facts, String name) {
        return Optional.ofNullable((String) facts.get(name)).map(Integer::valueOf);
    }

    static Optional<Boolean> truth(Map<String, Object> facts, String name) {
        return Optional.ofNullable((Boolean) facts.get(name));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Map<String, Object> asked, String name) {
        return (Map<String, Object>) asked.get(name);
    }

    /** As much of JSON as a case of this ruleset has; numbers stay texts. Jackson does all of it. */
    static final class Json {
        private final String text;
        private int place;

        Json(String text) {
            this.text = text;
        }

        Map<String, Object> object() {
            Map<String, Object> read = new LinkedHashMap<>();
            expect('{');
            while (peek() != '}') {
                String name = string();
                expect(':');
                read.put(name, value());
                if (peek() == ',') {
                    expect(',');
                }
            }
            expect('}');
            return read;
        }

        private Object value() {
            return switch (peek()) {
                case '{' -> object();
                case '"' -> string();
                default -> word();
            };
        }

        private String string() {
            expect('"');
            int end = text.indexOf('"', place);
            String read = text.substring(place, end);
            place = end + 1;
            return read;
        }

        private Object word() {
            int start = place;
            while (",}".indexOf(text.charAt(place)) < 0) {
                place++;
            }
            String read = text.substring(start, place).strip();
            return switch (read) {
                case "true" -> true;
                case "false" -> false;
                case "null" -> null;
                default -> read;
            };
        }

        private char peek() {
            while (Character.isWhitespace(text.charAt(place))) {
                place++;
            }
            return text.charAt(place);
        }

        private void expect(char sign) {
            if (peek() != sign) {
                throw new IllegalArgumentException("expected " + sign + " at " + place + " in " + text);
            }
            place++;
        }
    }
}
