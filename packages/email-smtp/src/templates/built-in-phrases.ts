import type { AccountMailKind } from '../smtp-email-options.js';

/** The sentences of a built-in mail. */
export interface MailPhrases {
  readonly subject: string;
  readonly heading: string;
  readonly request: string;
  readonly button: string;
  readonly copyHint: string;
  readonly ignoreHint: string;
}

/** By language tag, in lower case. Only `{{appName}}` stands in them: nothing a stranger may have chosen. */
export const builtInPhrases: ReadonlyMap<string, { readonly [Kind in AccountMailKind]: MailPhrases }> =
  new Map([
    [
      'en',
      {
        verification: {
          subject: 'Confirm your e-mail address for {{appName}}',
          heading: 'Confirm your e-mail address',
          request: 'Please confirm that this address is yours, to use it with {{appName}}.',
          button: 'Confirm address',
          copyHint: 'If the button does not work, open this address in your browser:',
          ignoreHint: 'You did not sign up? Then ignore this mail: nothing happens.',
        },
        passwordReset: {
          subject: 'Choose a new password for {{appName}}',
          heading: 'Choose a new password',
          request: 'A new password was asked for your account with {{appName}}.',
          button: 'Choose password',
          copyHint: 'If the button does not work, open this address in your browser:',
          ignoreHint: 'It was not you? Then ignore this mail: your password stays as it is.',
        },
      },
    ],
    [
      'de',
      {
        verification: {
          subject: 'Bestätige deine E-Mail-Adresse für {{appName}}',
          heading: 'E-Mail-Adresse bestätigen',
          request: 'Bitte bestätige, dass diese Adresse dir gehört, um sie mit {{appName}} zu nutzen.',
          button: 'Adresse bestätigen',
          copyHint: 'Falls der Knopf nicht geht, öffne diese Adresse im Browser:',
          ignoreHint: 'Du hast dich nicht angemeldet? Dann ignoriere diese Mail, es geschieht nichts.',
        },
        passwordReset: {
          subject: 'Neues Passwort für {{appName}}',
          heading: 'Neues Passwort wählen',
          request: 'Für dein Konto bei {{appName}} wurde ein neues Passwort angefordert.',
          button: 'Passwort wählen',
          copyHint: 'Falls der Knopf nicht geht, öffne diese Adresse im Browser:',
          ignoreHint: 'Du warst das nicht? Dann ignoriere diese Mail, dein Passwort bleibt, wie es ist.',
        },
      },
    ],
    [
      'es',
      {
        verification: {
          subject: 'Confirma tu correo electrónico para {{appName}}',
          heading: 'Confirma tu correo electrónico',
          request: 'Confirma que esta dirección es tuya para usarla con {{appName}}.',
          button: 'Confirmar dirección',
          copyHint: 'Si el botón no funciona, abre esta dirección en tu navegador:',
          ignoreHint: '¿No te has registrado? Ignora este correo: no pasará nada.',
        },
        passwordReset: {
          subject: 'Elige una nueva contraseña para {{appName}}',
          heading: 'Elige una nueva contraseña',
          request: 'Se ha pedido una nueva contraseña para tu cuenta de {{appName}}.',
          button: 'Elegir contraseña',
          copyHint: 'Si el botón no funciona, abre esta dirección en tu navegador:',
          ignoreHint: '¿No has sido tú? Ignora este correo: tu contraseña no cambia.',
        },
      },
    ],
    [
      'fr',
      {
        verification: {
          subject: 'Confirmez votre adresse e-mail pour {{appName}}',
          heading: 'Confirmez votre adresse e-mail',
          request: 'Confirmez que cette adresse est la vôtre pour l’utiliser avec {{appName}}.',
          button: 'Confirmer l’adresse',
          copyHint: 'Si le bouton ne fonctionne pas, ouvrez cette adresse dans votre navigateur :',
          ignoreHint: 'Vous ne vous êtes pas inscrit ? Ignorez ce message : rien ne se passera.',
        },
        passwordReset: {
          subject: 'Choisissez un nouveau mot de passe pour {{appName}}',
          heading: 'Choisissez un nouveau mot de passe',
          request: 'Un nouveau mot de passe a été demandé pour votre compte {{appName}}.',
          button: 'Choisir un mot de passe',
          copyHint: 'Si le bouton ne fonctionne pas, ouvrez cette adresse dans votre navigateur :',
          ignoreHint: 'Ce n’était pas vous ? Ignorez ce message : votre mot de passe ne change pas.',
        },
      },
    ],
    [
      'pt',
      {
        verification: {
          subject: 'Confirme seu e-mail para {{appName}}',
          heading: 'Confirme seu e-mail',
          request: 'Confirme que este endereço é seu para usá-lo com {{appName}}.',
          button: 'Confirmar endereço',
          copyHint: 'Se o botão não funcionar, abra este endereço no navegador:',
          ignoreHint: 'Não foi você que se cadastrou? Ignore este e-mail: nada acontecerá.',
        },
        passwordReset: {
          subject: 'Escolha uma nova senha para {{appName}}',
          heading: 'Escolha uma nova senha',
          request: 'Uma nova senha foi pedida para a sua conta em {{appName}}.',
          button: 'Escolher senha',
          copyHint: 'Se o botão não funcionar, abra este endereço no navegador:',
          ignoreHint: 'Não foi você? Ignore este e-mail: sua senha continua a mesma.',
        },
      },
    ],
  ]);
