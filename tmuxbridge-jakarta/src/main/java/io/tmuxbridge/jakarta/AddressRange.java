package io.tmuxbridge.jakarta;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * Addresses that begin with the same bits (RFC 4632, RFC 4291 section 2.3).
 *
 * <p><b>Threads:</b> any; never changes.
 */
final class AddressRange {

    private final byte[] first;
    private final int bits;

    private AddressRange(byte[] first, int bits) {
        this.first = first;
        this.bits = bits;
    }

    /**
     * Reads an address or a range.
     *
     * @param text {@code 192.0.2.7}, {@code 10.0.0.0/8}, {@code 2001:db8::/32}; never {@code /0}
     * @throws TmuxBridgeException {@link ErrorCode#INVALID} when it is none
     */
    static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = IpLiteral.parse(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> invalid(text, "an address like 192.0.2.7 or a range like 10.0.0.0/8"));
        byte[] bytes = address.getAddress();
        int most = bytes.length * 8;
        return new AddressRange(bytes, slash < 0 ? most : bits(text, text.substring(slash + 1), most));
    }

    boolean contains(InetAddress address) {
        byte[] other = address.getAddress();
        int whole = bits / 8;
        if (other.length != first.length || !Arrays.equals(other, 0, whole, first, 0, whole)) {
            return false;
        }
        int shift = 8 - bits % 8;
        return shift == 8 || (other[whole] & 0xff) >> shift == (first[whole] & 0xff) >> shift;
    }

    private static int bits(String text, String number, int most) {
        if (!number.matches("[0-9]{1,3}") || Integer.parseInt(number) > most) {
            throw invalid(text, "a range with 1 to " + most + " bits behind the slash");
        }
        int bits = Integer.parseInt(number);
        if (bits == 0) {
            throw invalid(text, "the addresses of the proxies, for this is everybody's");
        }
        return bits;
    }

    private static TmuxBridgeException invalid(String text, String wanted) {
        return new TmuxBridgeException(ErrorCode.INVALID, "a trusted proxy is \"" + text + "\": name " + wanted);
    }
}
