/** Pedals and other contacts, over a serial line or HID. */
@NullMarked
package org.navicast.driver.footswitch;

import org.jspecify.annotations.NullMarked;
