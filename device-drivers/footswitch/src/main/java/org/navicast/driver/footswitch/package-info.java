/** Pedals and other contacts, over a serial line, HID or GPIO. */
@NullMarked
package org.navicast.driver.footswitch;

import org.jspecify.annotations.NullMarked;
