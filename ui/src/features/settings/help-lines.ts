// National lines for people who are afraid at home, each with the page that is its source. Shipped with the
// app, so that reading them needs no connection.
export interface HelpLine {
  country: string
  name: string
  number: string
  source: string
}

export const helpLines: readonly HelpLine[] = [
  { country: 'Australia', name: '1800RESPECT', number: '1800 737 732', source: '1800respect.org.au' },
  { country: 'Austria', name: 'Frauenhelpline gegen Gewalt', number: '0800 222 555', source: 'frauenhelpline.at' },
  { country: 'Belgium', name: 'Écoute violences conjugales', number: '0800 30 030', source: 'ecouteviolencesconjugales.be' },
  { country: 'Belgium', name: '1712', number: '1712', source: '1712.be' },
  { country: 'Brazil', name: 'Ligue 180', number: '180', source: 'senado.leg.br' },
  { country: 'Canada', name: 'Shelters by place', number: '', source: 'sheltersafe.ca' },
  { country: 'Finland', name: 'Nollalinja', number: '080 005 005', source: 'nollalinja.fi' },
  { country: 'France', name: 'Violences Femmes Info', number: '3919', source: 'arretonslesviolences.gouv.fr' },
  { country: 'Germany', name: 'Hilfetelefon „Gewalt gegen Frauen“', number: '116 016', source: 'hilfetelefon.de' },
  { country: 'Germany', name: 'Hilfetelefon „Gewalt an Männern“', number: '0800 123 99 00', source: 'maennerhilfetelefon.de' },
  { country: 'Ireland', name: 'Women’s Aid', number: '1800 341 900', source: 'womensaid.ie' },
  { country: 'Italy', name: 'Antiviolenza e stalking', number: '1522', source: '1522.eu' },
  { country: 'Netherlands', name: 'Veilig Thuis', number: '0800 2000', source: 'veiligthuis.nl' },
  { country: 'New Zealand', name: 'Women’s Refuge', number: '0800 733 843', source: 'womensrefuge.org.nz' },
  { country: 'Portugal', name: 'Informação a Vítimas de Violência Doméstica', number: '800 202 148', source: 'cig.gov.pt' },
  { country: 'Scotland', name: 'Domestic Abuse and Forced Marriage Helpline', number: '0800 027 1234', source: 'sdafmh.org.uk' },
  { country: 'Spain', name: 'Violencia contra las mujeres', number: '016', source: 'violenciagenero.igualdad.gob.es' },
  { country: 'Sweden', name: 'Kvinnofridslinjen', number: '020 50 50 50', source: 'kvinnofridslinjen.se' },
  { country: 'United Kingdom', name: 'National Domestic Abuse Helpline', number: '0808 2000 247', source: 'nationaldahelpline.org.uk' },
  { country: 'United Kingdom', name: 'Men’s Advice Line', number: '0808 801 0327', source: 'mensadviceline.org.uk' },
  { country: 'United States', name: 'National Domestic Violence Hotline', number: '1-800-799-7233', source: 'thehotline.org' },
  { country: 'Wales', name: 'Live Fear Free', number: '0808 80 10 800', source: 'gov.wales/live-fear-free' },
]
