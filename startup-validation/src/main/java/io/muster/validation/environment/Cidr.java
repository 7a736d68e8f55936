package io.muster.validation.environment;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * A range of IP addresses. Immutable.
 *
 * @param address any address of the range
 * @param bits how many leading bits the addresses of the range share: 32 or 128 for a single one
 */
public record Cidr(InetAddress address, int bits) {

    /** Refuses bits that the address does not have. */
    public Cidr {
        requireNonNull(address, "address");
        if (bits < 0 || bits > 8 * address.getAddress().length) {
            throw new IllegalArgumentException(
                    "bits not between 0 and " + 8 * address.getAddress().length + ": " + bits);
        }
    }

    static Cidr read(String text) throws Rejected {
        int slash = text.indexOf('/');
        Optional<InetAddress> address = address(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) {
            throw Rejected.malformed("is not an IP address or a range", "set one such as 10.0.0.0/8 or ::1");
        }
        int most = 8 * address.get().getAddress().length;
        int bits = slash < 0 ? most : number(text.substring(slash + 1), 128);
        if (bits < 0 || bits > most) {
            throw Rejected.malformed("has no number from 0 to " + most + " after its slash", "set such a number");
        }
        return new Cidr(address.get(), bits);
    }

    /** Whether {@code other} is in this range; an address of the other family never is. */
    public boolean contains(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] theirs = other.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        for (int i = 0; i < bits; i++) {
            if (((mine[i / 8] ^ theirs[i / 8]) >> (7 - i % 8) & 1) != 0) {
                return false;
            }
        }
        return true;
    }

    /** The address that this text is; empty when it is a name, which is never resolved. */
    static Optional<InetAddress> address(String text) {
        try {
            if (text.indexOf(':') >= 0 && text.length() < 46 && text.chars().allMatch(Cidr::inIpv6)) {
                return Optional.of(InetAddress.getByName(text));
            }
            byte[] bytes = ipv4(text);
            return bytes.length == 4 ? Optional.of(InetAddress.getByAddress(bytes)) : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static boolean inIpv6(int c) {
        return Character.digit(c, 16) >= 0 || c == ':' || c == '.';
    }

    private static byte[] ipv4(String text) {
        String[] parts = text.length() > 15 ? new String[0] : text.split("\\.", -1);
        byte[] bytes = new byte[parts.length];
        for (int i = 0; i < parts.length; i++) {
            int number = number(parts[i], 255);
            if (number < 0) {
                return new byte[0];
            }
            bytes[i] = (byte) number;
        }
        return bytes;
    }

    /** The number, or -1 when it is none of at most three digits up to {@code most}. */
    private static int number(String text, int most) {
        boolean fits = !text.isEmpty() && text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int number = fits ? Integer.parseInt(text) : -1;
        return number > most ? -1 : number;
    }

    /** In the usual notation, such as {@code 10.0.0.0/8}. */
    @Override
    public String toString() {
        return address.getHostAddress() + "/" + bits;
    }
}
