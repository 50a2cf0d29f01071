package org.navicast.cast.secure;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that a proxy is not used for, as {@code NO_PROXY} says them elsewhere: a name stands
 * for itself and all names below it, a name with a dot in front only for those below, an address
 * for itself, {@code 10.0.0.0/8} for a network, {@code *} for all. No name is looked up.
 */
public final class DirectHosts {
  /** The proxy is used for all hosts. */
  public static final DirectHosts NONE = new DirectHosts(List.of(), List.of());

  private static final Pattern NAME = Pattern.compile("\\.?[a-z0-9_]([a-z0-9_.-]{0,252})");

  private final List<String> entries;
  private final List<Predicate<String>> rules;

  private DirectHosts(List<String> entries, List<Predicate<String>> rules) {
    this.entries = List.copyOf(entries);
    this.rules = List.copyOf(rules);
  }

  /**
   * Reads a list with commas between its entries.
   *
   * @throws IllegalArgumentException with what would be right
   */
  public static DirectHosts parse(String list) {
    return of(
        Arrays.stream(list.split(",", -1))
            .map(String::strip)
            .filter(entry -> !entry.isEmpty())
            .toList());
  }

  /**
   * From single entries.
   *
   * @throws IllegalArgumentException with what would be right
   */
  public static DirectHosts of(List<String> entries) {
    List<Predicate<String>> rules = new ArrayList<>();
    for (String entry : entries) {
      rules.add(rule(entry.strip().toLowerCase(Locale.ROOT)));
    }
    return new DirectHosts(entries, rules);
  }

  /**
   * True where connections to that host go without the proxy.
   *
   * @param host name or address, IPv6 without brackets
   */
  public boolean contains(String host) {
    String plain = host.toLowerCase(Locale.ROOT);
    return rules.stream().anyMatch(rule -> rule.test(plain));
  }

  /** Equal where the same is written. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DirectHosts hosts && entries.equals(hosts.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  private static Predicate<String> rule(String entry) {
    if (entry.equals("*")) {
      return _ -> true;
    }
    int slash = entry.indexOf('/');
    String address = slash < 0 ? entry : entry.substring(0, slash);
    if (isAddress(address)) {
      return network(address, slash < 0 ? "" : entry.substring(slash + 1), entry);
    }
    String name = entry.startsWith("*.") ? entry.substring(1) : entry;
    if (!NAME.matcher(name).matches()) {
      throw notAnEntry(entry);
    }
    String below = name.startsWith(".") ? name : "." + name;
    return host -> host.equals(name) || host.endsWith(below);
  }

  private static Predicate<String> network(String address, String prefix, String entry) {
    int bits = NetUtil.isValidIpV4Address(address) ? 32 : 128;
    int length;
    try {
      length = prefix.isEmpty() ? bits : Integer.parseInt(prefix);
    } catch (NumberFormatException e) {
      throw notAnEntry(entry);
    }
    if (length < 0 || length > bits) {
      throw notAnEntry(entry);
    }
    IpSubnetFilterRule rule = new IpSubnetFilterRule(address, length, IpFilterRuleType.ACCEPT);
    return host ->
        isAddress(host)
            && rule.matches(
                new InetSocketAddress(NetUtil.createInetAddressFromIpAddressString(host), 0));
  }

  private static boolean isAddress(String text) {
    return NetUtil.isValidIpV4Address(text) || NetUtil.isValidIpV6Address(text);
  }

  private static IllegalArgumentException notAnEntry(String entry) {
    return new IllegalArgumentException(
        "\""
            + entry
            + "\" is no host; give names, .names, addresses or networks such as 10.0.0.0/8");
  }
}
