package dev.karet.web;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One address, or all that begin with the same bits. Immutable.
 *
 * @param bits how many of them count, from the left
 */
public record AddressBlock(InetAddress base, int bits) {

    private static final Pattern FOUR_NUMBERS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern COLONS = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,3}");

    public AddressBlock {
        if (bits < 0 || bits > base.getAddress().length * Byte.SIZE) {
            throw new IllegalArgumentException(
                    "an address of %d bytes has no %d bits".formatted(base.getAddress().length, bits));
        }
    }

    /** Reads {@code 10.0.0.7}, {@code 10.0.0.0/8} or the like of IPv6; empty when {@code text} is none of these. */
    public static Optional<AddressBlock> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) return address(text).map(base -> new AddressBlock(base, base.getAddress().length * Byte.SIZE));
        String length = text.substring(slash + 1);
        return address(text.substring(0, slash))
                .filter(base -> LENGTH.matcher(length).matches()
                        && Integer.parseInt(length) <= base.getAddress().length * Byte.SIZE)
                .map(base -> new AddressBlock(base, Integer.parseInt(length)));
    }

    /** The address that {@code text} spells out; empty when it is none. Names are never looked up. IPv4 inside IPv6 is IPv4. */
    public static Optional<InetAddress> address(String text) {
        if (!FOUR_NUMBERS.matcher(text).matches() && !COLONS.matcher(text).matches()) return Optional.empty();
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    /** Whether {@code address} is of this block; never so for the other version of IP. */
    public boolean contains(InetAddress address) {
        byte[] wanted = base.getAddress();
        byte[] given = address.getAddress();
        if (wanted.length != given.length) return false;
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if (((wanted[bit / Byte.SIZE] ^ given[bit / Byte.SIZE]) & mask) != 0) return false;
        }
        return true;
    }
}
