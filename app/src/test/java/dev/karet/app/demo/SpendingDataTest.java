package dev.karet.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.app.demo.SpendingData.DataFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpendingDataTest {

    @Test
    void itIsTheSameAtEveryStart() {
        List<DataFile> one = SpendingData.files();
        List<DataFile> other = SpendingData.files();

        assertThat(one).hasSize(24);
        for (int i = 0; i < one.size(); i++) {
            assertThat(one.get(i).name()).isEqualTo(other.get(i).name());
            assertThat(one.get(i).bytes()).isEqualTo(other.get(i).bytes());
        }
    }

    @Test
    void thereIsAFileForEveryMonthAndTwoAreCompressed() {
        assertThat(SpendingData.files())
                .extracting(DataFile::name)
                .contains("transactions-2024-01.csv", "transactions-2025-12.csv", "transactions-2025-01.csv.gz")
                .filteredOn(name -> name.endsWith(".gz"))
                .hasSize(2);
    }
}
