/** OpenIGTLink: codec and client. */
@NullMarked
package org.navicast.driver.igtlink;

import org.jspecify.annotations.NullMarked;
