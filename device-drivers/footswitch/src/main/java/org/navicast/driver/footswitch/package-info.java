/** Pedals and other contacts, over a serial line. */
@NullMarked
package org.navicast.driver.footswitch;

import org.jspecify.annotations.NullMarked;
