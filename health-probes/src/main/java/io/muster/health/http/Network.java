package io.muster.health.http;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * A block of addresses, such as {@code 10.0.0.0/8} or {@code fd00::/8}; an address alone is a block of one.
 *
 * @param address its first address
 * @param prefix how many leading bits all its addresses share
 */
record Network(InetAddress address, int prefix) {
    /**
     * Reads a block; never asks a name server.
     *
     * @throws IllegalArgumentException if it is none, or everybody
     */
    static Network of(String text) {
        int slash = text.indexOf('/');
        InetAddress address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> wrong(text, "must begin with an IP address, such as 10.0.0.0/8"));
        int bits = address.getAddress().length * Byte.SIZE;
        int prefix = slash < 0 ? bits : prefix(text, text.substring(slash + 1), bits);
        if (prefix == 0) {
            throw wrong(text, "is everybody; say Access.everybody() if you mean it");
        }
        for (int bit = prefix; bit < bits; bit++) {
            if (bit(address.getAddress(), bit)) {
                throw wrong(text, "has bits beyond its prefix of " + prefix + "; set them to zero");
            }
        }
        return new Network(address, prefix);
    }

    private static int prefix(String text, String digits, int bits) {
        if (digits.length() >= 1 && digits.length() <= 3 && digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            int prefix = Integer.parseInt(digits);
            if (prefix <= bits) {
                return prefix;
            }
        }
        throw wrong(text, "must end with a prefix of 1 to " + bits + " bits");
    }

    private static IllegalArgumentException wrong(String text, String why) {
        return new IllegalArgumentException("network '" + text + "' " + why);
    }

    boolean contains(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] its = other.getAddress();
        if (mine.length != its.length) {
            return false;
        }
        int whole = prefix / Byte.SIZE;
        if (!Arrays.equals(mine, 0, whole, its, 0, whole)) {
            return false;
        }
        for (int bit = whole * Byte.SIZE; bit < prefix; bit++) {
            if (bit(mine, bit) != bit(its, bit)) {
                return false;
            }
        }
        return true;
    }

    private static boolean bit(byte[] bytes, int index) {
        return (bytes[index / Byte.SIZE] & 0x80 >> index % Byte.SIZE) != 0;
    }
}
