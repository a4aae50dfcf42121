package dev.karet.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.karet.model.settings.ConfigurationFault;
import dev.karet.model.settings.Environment;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressBlockTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "10.1.2.3/8, 10.9.9.9, true",
        "192.168.4.0/22, 192.168.7.255, true",
        "192.168.4.0/22, 192.168.8.0, false",
        "10.0.0.7, 10.0.0.7, true",
        "10.0.0.7, 10.0.0.8, false",
        "0.0.0.0/0, 203.0.113.7, true",
        "0.0.0.0/0, ::1, false",
        "fd00::/8, fd12:3456::1, true",
        "fd00::/8, fe80::1, false",
        "::1, ::1, true",
        "10.0.0.0/8, ::ffff:10.0.0.1, true",
        "::ffff:10.0.0.1, 10.0.0.1, true"
    })
    void aBlockHoldsTheAddressesThatBeginAlike(String block, String address, boolean holds) {
        assertThat(AddressBlock.parse(block)
                        .orElseThrow()
                        .contains(AddressBlock.address(address).orElseThrow()))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "localhost", "proxy.internal", "10.0.0", "10.0.0.256", "1", "0x7f.0.0.1", "10.0.0.0/33",
                        "10.0.0.0/",
                "10.0.0.0/-1", "10.0.0.0/8/8", "::1/129", "fe80::1%eth0", "[::1]", "1.2.3.4:80", ":", "::g", "/8"
            })
    void whatIsNoAddressIsNoneAndNobodyIsAskedForIt(String text) {
        assertThat(AddressBlock.parse(text)).isEmpty();
    }

    @Test
    void aServiceDoesNotStartWithAProxyThatIsNoAddress() {
        var environment = new Environment(Map.of(
                "KARET_SESSION_SECRET", "a secret that only tests know",
                "KARET_TRUSTED_PROXIES", "10.0.0.0/8, nginx 10.0.0.0/40"));
        assertThatThrownBy(() -> WebSettings.read(environment, "PORT"))
                .isInstanceOfSatisfying(
                        ConfigurationFault.class,
                        fault -> assertThat(fault.problems())
                                .extracting(dev.karet.model.Problem::message)
                                .containsExactly(
                                        "KARET_TRUSTED_PROXIES \"nginx\" is neither an address nor a block of addresses.",
                                        "KARET_TRUSTED_PROXIES \"10.0.0.0/40\" is neither an address nor a block of addresses."));
    }
}
